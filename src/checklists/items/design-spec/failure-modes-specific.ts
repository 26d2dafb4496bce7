import { defineItem } from "../../item.ts";
import { failureModes } from "../../look/failure-modes.ts";
import { isVague } from "../../look/vague.ts";

/** The classes of the source's playbook. */
const CLASSES: readonly (readonly [string, RegExp])[] = [
  [
    "a dependency",
    /\bdatabase|\bprimary\b|\bbroker|\bupstream|\bvendor|\bthird[- ]party|\bservice\b|\bapi\b|\baway\b|\bunavailable|\bdown\b/i,
  ],
  [
    "saturation",
    /\bqueue|\blag\b|\boverload|\bstorm|\bhot\b|\bpool|\bmemory|\bcpu\b|\bdisk|\bfull\b|\bslow|\bthundering|\brate limit|\bspike/i,
  ],
  [
    "wrong data",
    /\bduplicate|\btwice\b|\border\b|\bschema|\bversion|\bcorrupt|\blate\b|\bnull|\bmismatch|\blost\b|\bstale/i,
  ],
  ["network or region", /\bnetwork|\bregion|\bzone\b|\bpartition|\bdns\b|\btimeouts?\b|\bconnect/i],
  ["deployment or configuration", /\bdeploy|\bconfig|\brelease|\bflag\b|\bcertificate|\bsecret|\bmigration|\brollout/i],
];

export default defineItem({
  id: "failure-modes-specific",
  asked: { "design-spec": "reliability" },
  requirements: [{ row: 73, parts: "Q" }],
  level: "review",
  title: "Failure modes",
  demand: "at least three different failure modes of this system",
  why: "Every system has errors; only a named way to fail can be looked for, rehearsed and survived.",
  template:
    "| Failure mode | Detection | Mitigation |\n| --- | --- | --- |\n| <what fails> | <the signal and its threshold> | <what is done> |\n| <what else fails> | <the signal and its threshold> | <what is done> |\n| <what third thing fails> | <the signal and its threshold> | <what is done> |",
  messages: {
    few: "Unexpected {count} failure modes, expected at least three different ones",
    generic: "Unexpected failure mode `{mode}`, expected what of this system fails, and how",
    oneClass:
      "Unexpected failure modes that are all of {kind}, expected another class as well: dependencies, saturation, wrong data, network, deployment",
  },
  *check(stage) {
    const modes = failureModes(stage);
    if (modes.some(({ name }) => name.open === true)) return;
    const names = [...new Set(modes.map(({ name }) => name.text.toLowerCase().trim()))];
    if (modes.length === 0) yield { part: "Q", message: "missing" };
    else if (names.length < 3)
      yield {
        part: "Q",
        message: "few",
        at: modes[0]?.name.place ?? stage.place,
        data: { count: String(names.length) },
      };
    const generic = modes.filter(({ name }) => isVague(name.text));
    for (const { name } of generic)
      yield { part: "Q", message: "generic", at: name.place, of: name.text, data: { mode: name.text } };
    const kinds = new Set(names.map((name) => CLASSES.find(([, words]) => words.test(name))?.[0]));
    const [kind] = kinds;
    if (names.length >= 3 && generic.length === 0 && kinds.size === 1 && kind !== undefined)
      yield { part: "Q", message: "oneClass", data: { kind }, level: "notice" };
  },
});
