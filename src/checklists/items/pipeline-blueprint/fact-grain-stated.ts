import { defineItem } from "../../item.ts";
import { modelNames } from "../../look/code-names.ts";
import { declared } from "../../look/columns-of.ts";
import { speaksOf } from "../../look/project.ts";
import { about } from "../../look/statements.ts";
import { isOpen, told } from "../../look/told.ts";

const GRAIN = /\bgrain\b|\bone row\b|\ba row (?:for|per|is)\b|\beach row\b|\brows? per\b|\brow for each\b/i;
const ENTITIES =
  /\b(?:one|a|each) row (?:is one|is a|is|per|for each|for every|for one|for a)\s+(.{2,80}?)(?:[,.;(]|$)/i;
const KEY = /\bkey:?\s+(?:is\s+)?`?(\w+)/i;

export default defineItem({
  id: "fact-grain-stated",
  asked: { "pipeline-blueprint": "schema" },
  requirements: [{ row: 150, parts: "SX" }],
  level: "review",
  title: "Grain of each fact",
  demand: "for each fact what one row of it stands for, in a sentence",
  why: "Two people who count the rows of a fact at different grains get two numbers, and both are right.",
  template: "`<fact>`: one row for each <thing that is counted>, key `<columns>`",
  messages: {
    unsaid: "Unexpected fact `{fact}` without its grain, expected what one row of it stands for",
    finer:
      "Unexpected grain of `{grain}` for `{fact}`, which is unique by `{key}` alone, expected a unique test on all that the grain names",
    key: "Unexpected key `{said}` of `{fact}`, whose unique tests are on {keys}, expected the two to agree",
  },
  *check(stage, context) {
    const grains = told(stage, GRAIN);
    if (grains.length === 0) {
      if (!isOpen(stage, GRAIN)) yield { part: "S", message: "missing" };
      return;
    }
    const facts = [...new Set(modelNames(stage).map(({ name }) => name))].filter((name) => /^(?:fct|fact)_/.test(name));
    const all = declared(context);
    for (const fact of facts) {
      const near = about(stage, new RegExp(`\\b${fact}\\b`)).filter(({ text }) => GRAIN.test(text));
      const said = grains.find(({ text }) => speaksOf(text, fact)) ?? near[0];
      if (said === undefined) {
        yield { part: "S", message: "unsaid", of: fact, data: { fact } };
        continue;
      }
      const keys = all.filter(({ name }) => name === fact).flatMap((one) => one.keys);
      const own = said.text.slice(Math.max(0, said.text.indexOf(fact)));
      const key = KEY.exec(own)?.[1]?.toLowerCase();
      const columns = keys.flat();
      const known = all.some(
        ({ name, columns: has }) => name === fact && has.some((one) => one.name.toLowerCase() === key),
      );
      if (key !== undefined && known && keys.length > 0 && !columns.some((one) => one.toLowerCase() === key)) {
        const data = { said: key, fact, keys: [...new Set(keys.map((one) => `\`${one.join(", ")}\``))].join(", ") };
        yield { part: "X", message: "key", at: said.place, of: fact, data };
      }
      const grain = ENTITIES.exec(own)?.[1] ?? "";
      const single = narrower(grain, keys);
      if (single !== undefined)
        yield { part: "X", message: "finer", at: said.place, of: fact, data: { grain, fact, key: single } };
    }
  },
});

/** "return and parcel" where `return_id` by itself is unique: the key is called after one of the two, and nothing after the other. */
function narrower(grain: string, keys: readonly (readonly string[])[]): string | undefined {
  const entities = grain
    .split(/\s+(?:and|per|×|x)\s+|,\s*/)
    .map((one) => one.trim().toLowerCase().split(/\s+/).at(-1)?.replace(/s$/, "") ?? "");
  if (entities.length < 2 || keys.length === 0 || keys.some((key) => key.length > 1)) return undefined;
  const columns = keys.flat().map((column) => column.toLowerCase());
  const named = (entity: string): string | undefined =>
    columns.find((column) => column.replace(/_(?:id|key|sk|no|number)$/, "") === entity);
  const spoken = entities.filter((entity) => columns.some((column) => column.includes(entity)));
  const [only] = spoken;
  return spoken.length === 1 && only !== undefined ? named(only) : undefined;
}
