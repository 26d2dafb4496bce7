import { defineItem } from "../../item.ts";
import { answer, type Answered } from "../../look/answer.ts";
import type { Stage } from "../../look/stage.ts";
import { isVague } from "../../look/vague.ts";

const STAKEHOLDERS =
  /\bstakeholders?\b|\baudience\b|\bcustomers\b|\bwho (?:needs|uses|asks|is affected)\b|\busers\b|^people\b|\bbuilds and runs\b|\bread(?:s)? from it\b/i;
const WORKLOADS = /\bworkloads?\b|\btraffic\b|\buse cases?\b|\baccess patterns?\b|\bjobs\b|\bload\b/i;

export default defineItem({
  id: "stakeholders-and-workloads-named",
  asked: { "design-spec": "context" },
  requirements: [{ row: 57, parts: "S" }],
  level: "review",
  title: "Stakeholders and workloads",
  demand: "who needs it by name, and the workloads that it carries",
  why: "A design is right or wrong for somebody's load: without either, every review discusses another system.",
  template:
    "- Stakeholders: <name each team or person and what they need>\n\nWorkloads:\n\n| Workload | Kind | Share |\n| --- | --- | --- |\n| <name of the workload> | <one of read, write, background> | <the share of the load> |",
  messages: {
    nobody: "Unexpected stakeholders `{said}`, expected at least one team or person by name",
    noStakeholder: "Unexpected {stage} without stakeholders, expected at least one team or person by name",
    noWorkload: "Unexpected {stage} without a workload, expected at least one, with its kind and its share",
  },
  *check(stage) {
    const who = answer(stage, STAKEHOLDERS);
    if (who.found === "nothing" || isBare(who)) {
      if (!hasTable(stage, STAKEHOLDERS)) yield { part: "S", message: "noStakeholder" };
    } else if (who.found === "said" && isVague(who.text))
      yield { part: "S", message: "nobody", at: who.place, data: { said: who.text } };
    const load = answer(stage, WORKLOADS);
    if ((load.found === "nothing" || isBare(load)) && !hasTable(stage, WORKLOADS))
      yield { part: "S", message: "noWorkload" };
    else if (load.found === "said" && !isBare(load) && isVague(load.text))
      yield { part: "S", message: "noWorkload", at: load.place };
  },
});

/** A label with nothing behind it: what it announces may be a table. */
const isBare = (one: Answered): boolean =>
  one.found === "said" && /^\W*(?:stakeholders?|workloads?)?\W*$/i.test(one.text);

const hasTable = (stage: Stage, column: RegExp): boolean =>
  stage.tables.some(({ columns, rows }) => rows.length > 0 && columns.some((name) => column.test(name)));
