import { homedir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../ports.ts";

const cacheFolder = (): string => join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "dataplan");

/** The embedded engine, started with the first question: most reviews have none. */
export function lazyEngine(onStart: () => void = () => undefined): Engine {
  let started: Promise<Engine> | undefined;
  const start = async (): Promise<Engine> => {
    onStart();
    const { startEngine } = await import("../engine/engine.ts");
    return startEngine({ cacheDir: cacheFolder() });
  };
  return {
    ask: async (question) => (await (started ??= start())).ask(question),
    async close() {
      await (await started)?.close();
    },
  };
}
