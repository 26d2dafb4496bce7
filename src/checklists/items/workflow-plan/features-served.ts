import { guaranteesOn } from "../../../model/guarantees-on.ts";
import { defineItem } from "../../item.ts";
import { modelNames } from "../../look/code-names.ts";
import { modelsOf } from "../../look/project.ts";
import type { Stage } from "../../look/stage.ts";
import { tablesWith } from "../../look/table.ts";
import { told } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

const SIDES = { training: /\btrain(?:ing|ed|s)?\b/i, serving: /\bserv(?:ing|ed|es)\b|\binference\b|\bscoring\b/i };
const FEATURES = /^(?:ftr|feat|feature|features)_/;
const WHO = /\bconsumers?\b|\breaders?\b/;

export default defineItem({
  id: "features-served",
  asked: { "workflow-plan": "features" },
  profiles: ["ml"],
  anywhere: true,
  requirements: [{ row: 126, parts: "X" }],
  level: "notice",
  title: "Features and who reads them",
  demand: "the consumers of training and of serving, and a feature table with an owner and tests in the project",
  why: "A model that is trained on one thing and served another is wrong in a way that no test of either side shows.",
  template:
    "| Consumer | Kind | Owner | Reads |\n| --- | --- | --- | --- |\n| <name> | training | <team> | <feature table> |\n| <name> | serving | <team> | <feature table> |",
  messages: {
    lacks:
      "Unexpected features without {lacks} among their consumers, expected who trains with them and who serves them",
    unowned: "Unexpected feature table `{model}` without an owner, expected one in the project",
    untested: "Unexpected feature table `{model}` without tests, expected at least one",
  },
  *check(stage, context) {
    const consumers = consumersOf(stage);
    const lacks = Object.entries(SIDES)
      .filter(([, side]) => !consumers.some((text) => side.test(text)))
      .map(([name]) => name);
    if (lacks.length > 0) yield { part: "X", message: "lacks", data: { lacks: inWords(lacks) } };
    const seen = new Set<string>();
    for (const { name, place } of modelNames(stage).filter((one) => FEATURES.test(one.name))) {
      const model = modelsOf(context).find((one) => one.name === name);
      if (model === undefined || seen.has(name)) continue;
      seen.add(name);
      const told_ = { part: "X", at: place, of: name, data: { model: name } } as const;
      if (model.owner === undefined) yield { ...told_, message: "unowned" };
      if (guaranteesOn(context.head, model.id).length === 0) yield { ...told_, message: "untested" };
    }
  },
});

/** The rows of a consumers' table; without one, what the plan says of either side. */
function consumersOf(stage: Stage): readonly string[] {
  const tables = tablesWith(stage, WHO);
  return tables.length > 0
    ? tables.flatMap(({ rows }) => rows.map((row) => row.map(({ text }) => text).join(" ")))
    : told(stage, /\bconsumers?\b|\breads?\b|\bmodel\b/i).map(({ text }) => text);
}
