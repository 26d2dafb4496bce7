import { setFlagsFromString } from "node:v8";
import { openSources, sourceOptions } from "../sources.ts";
import { utcDay } from "../../app/utc-day.ts";
import { defineSubcommand } from "../subcommand.ts";

const CHANGE = "change-plan";

export default defineSubcommand({
  name: "plan",
  summary: "Write the plan that a change owes, with all that is known of it filled in",
  usage: [
    "plan [--repo DIR] [--base REV] [--head REV] [--output FILE | --stdout]",
    "plan --base-dir DIR --head-dir DIR [--output FILE | --stdout]",
    "plan --kind KIND [--profile NAMES] [--output FILE | --stdout]",
  ],
  words: [0, 0],
  options: [
    ...sourceOptions,
    { name: "no-probe", help: "Do not ask the embedded PostgreSQL; then no way back is proved" },
    { name: "config", value: "FILE", help: "Judge by this file instead of the base's .github/dataplan.yml" },
    { name: "kind", value: "KIND", help: "Write the whole template of this kind instead: data-plan, design-spec …" },
    {
      name: "profile",
      value: "NAMES",
      help: "… with what these profiles ask for (workflow-plan: streaming, warehouse …)",
    },
    { name: "output", value: "FILE", help: "Where to write it (default: plans/ and a name made of the change)" },
    { name: "stdout", help: "Print it instead of writing it" },
    { name: "force", help: "Overwrite a file that is there" },
  ],
  details:
    "The changes, who reads them, the safe way as steps and the way back as it was proved are filled in; what only a person knows says TODO, and the gate insists on it once the plan is approved. Like review, it reads git objects only: commit the change first.",
  async run(args, terminal) {
    const { values, switches } = args;
    const { putPlan } = await import("../plan/put-plan.ts");
    const { kind = CHANGE } = values;
    if (kind !== CHANGE) {
      const { kindPlan } = await import("../plan/kind-plan.ts");
      const folder = async () => (await import("../plan/checkout-of.ts")).checkoutOf(values["repo"]);
      return putPlan(await kindPlan(kind, values["profile"]), args, { folder }, terminal);
    }
    setFlagsFromString("--no-wasm-tier-up");
    setFlagsFromString("--no-wasm-dynamic-tiering");
    const { gather } = await import("../../gather.ts");
    const { review } = await import("../../review.ts");
    const { lazyEngine } = await import("../lazy-engine.ts");
    const { namedConfig } = await import("../config-file.ts");
    const { changePlan } = await import("../../render/change-plan/change-plan.ts");
    const { ownerOf } = await import("../plan/owner-of.ts");
    const config = await namedConfig(values["config"]);
    const sources = await openSources(args);
    const engine = lazyEngine(() => terminal.progress("starting the embedded PostgreSQL …"));
    try {
      if (sources.said !== undefined) terminal.err(`dataplan: ${sources.said}\n`);
      terminal.progress("reading both commits …");
      const { repository, base, head } = sources;
      const gathered = await gather(repository, base, head, config === undefined ? {} : { config });
      terminal.progress("judging …");
      const input = { ...gathered, today: utcDay() };
      const verdict = await review(input, switches.has("no-probe") ? undefined : engine);
      terminal.progress("");
      const [row] = verdict.owedPlan?.rows ?? [];
      const owner = row === undefined ? undefined : await ownerOf(sources, row.up);
      const plan = changePlan(verdict, owner === undefined ? {} : { owner });
      if (plan === undefined) {
        terminal.err(`dataplan: no plan has a row to add (${verdict.summary})\n`);
        return 0;
      }
      return await putPlan(plan, args, sources, terminal);
    } finally {
      sources.close();
      await engine.close();
    }
  },
});
