import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/** From now on these files are loaded with these texts instead of their own. */
export const loadInstead = (texts: ReadonlyMap<string, string>): void => {
  registerHooks({
    load(url, context, nextLoad) {
      const source = url.startsWith("file:") ? texts.get(fileURLToPath(url)) : undefined;
      return source === undefined
        ? nextLoad(url, context)
        : { format: "module-typescript", source, shortCircuit: true };
    },
  });
};
