import { parseArgs } from "node:util";
import { paint } from "../../src/render/paint.ts";
import { openDemo } from "./demo.ts";
import type { Demo } from "./demo.ts";
import { teller } from "./tell.ts";

const usage = `npm run demo -- [--once] [--port N]

  --once     play the story through without waiting, then leave; exit code 0 only if the required check
             said blocked, blocked, mergeable, in that order
  --port N   the page's port (default: any free one)`;

const { stdout } = process;
const colour = stdout.isTTY && process.env["NO_COLOR"] === undefined;
const say = teller(paint(colour), Math.min(Math.max(stdout.columns ?? 100, 60), 110));

const readArguments = (): { readonly once: boolean; readonly port: number } => {
  try {
    const { values } = parseArgs({
      options: { once: { type: "boolean" }, port: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help === true) {
      console.log(usage);
      process.exit(0);
    }
    const port = Number(values.port ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`Unexpected port ${values.port}`);
    return { once: values.once === true, port };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return process.exit(2);
  }
};

const asExpected = ({ stage }: Demo): boolean =>
  stage.played.length === stage.story.steps.length &&
  stage.played.every(({ step, state }) => state.mergeable_state === step.expect);

const endingOf = (demo: Demo): string =>
  say.ending(demo.stage.played, asExpected(demo), demo.stage.standin.violations.length);

/** Tells each step as it is played, whoever plays it: this process or somebody at the page. */
const tellAlong = (demo: Demo): void => {
  const { stage } = demo;
  const known = new Set(Object.keys(stage.story.base.files));
  let begun = 0;
  let told = 0;
  stage.onChange(() => {
    if (stage.busy !== undefined && begun === stage.played.length) {
      begun += 1;
      console.log(say.step(stage.busy, begun));
    }
    for (; told < stage.played.length; told += 1) {
      const played = stage.played[told];
      if (played === undefined) break;
      console.log(say.outcome(played, known));
      for (const path of Object.keys(played.step.files)) known.add(path);
      if (told + 1 === stage.story.steps.length) console.log(endingOf(demo));
    }
  });
};

const finish = async (demo: Demo): Promise<number> => {
  const { standin } = demo.stage;
  const good = asExpected(demo);
  if (demo.stage.played.length < demo.stage.story.steps.length) console.log(endingOf(demo));
  for (const { where, errors } of standin.violations) console.error(`  ${where}: ${errors.join("; ")}`);
  await demo.close();
  return good && standin.violations.length === 0 ? 0 : 1;
};

const { once, port } = readArguments();
const demo = await openDemo(port).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return process.exit(1);
});
console.log(say.opening(demo.stage.story, demo.url));
tellAlong(demo);
if (once) {
  try {
    while ((await demo.stage.playNext()) !== undefined);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  process.exit(await finish(demo));
}
console.log("Open the page and press the buttons; Ctrl-C ends it.\n");
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    demo.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
