import type { Said } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";
import { isExcused, isVague } from "../../look/vague.ts";
import { namesOwner } from "../../look/words.ts";

const DEPENDENCY = /\bdepend|\bsystem\b|\bservice\b/;
const OWNER = /\bowner|\bvendor|\bprovider|\bteam\b|\bwho\b|\bsupplier/;
const INSIDE = /\binternal|\binside\b|\bours\b|\bin-?house\b|\bown\b/i;
const OUTSIDE = /\bexternal|\boutside\b|\bvendor|\bthird[- ]part|\bmanaged\b|\bsaas\b/i;

export default defineItem({
  id: "dependencies-owned",
  asked: { "design-spec": "architecture" },
  requirements: [{ row: 68, parts: "S" }],
  level: "review",
  title: "Dependencies",
  demand: "a table of the internal and external dependencies with an owner or a vendor each",
  why: "A dependency fails at night; whom to call is looked up before, or not at all.",
  template:
    "| Dependency | Inside or outside | Owner or vendor |\n| --- | --- | --- |\n| <name of the dependency> | internal | <the team that runs it> |\n| <name of the dependency> | external | <the vendor's name> |",
  messages: {
    owner: "Unexpected dependency `{dependency}` of `{said}`, expected its team or its vendor by name",
    group: "Unexpected dependencies without {group} ones, expected both groups, or none with its reason",
  },
  *check(stage) {
    const tables = tablesWith(stage, DEPENDENCY, OWNER);
    const rows = tables.flatMap((table) => rowsBy(table, { name: DEPENDENCY, owner: OWNER }));
    const items = stage.fields
      .filter((field) => /\bdepend(?:enc|s on)/i.test(field.label))
      .flatMap((field) => [field.text, ...field.items.map(({ text }) => text)]);
    if (rows.length === 0 && items.join("").length === 0) {
      if (!stage.fields.some(({ label, open }) => open === true && /\bdependenc/i.test(label)))
        yield { part: "S", message: "missing" };
      return;
    }
    for (const { name, owner } of rows)
      if (owner !== undefined && isNobody(owner)) {
        const data = { dependency: name?.text ?? "", said: owner.text };
        yield { part: "S", message: "owner", at: owner.place, of: data.dependency, data };
      }
    const said = [
      ...tables.flatMap(({ rows: all }) => all.flat().map(({ text }) => text)),
      ...items,
      ...stage.fields.map(({ label }) => label),
    ];
    const open = tables.some(({ rows: all }) => all.flat().some((cell) => cell.open === true && cell.text !== ""));
    for (const [group, pattern] of [
      ["internal", INSIDE],
      ["external", OUTSIDE],
    ] as const)
      if (
        !open &&
        !said.some((text) => pattern.test(text)) &&
        !stage.said.some(({ text }) => /\bdepend/i.test(text) && isExcused(text))
      )
        yield { part: "S", message: "group", at: tables[0]?.place ?? stage.place, of: group, data: { group } };
  },
});

const isNobody = ({ text, open }: Said): boolean =>
  text.trim() === "" ||
  (open !== true && (/^(?:an?|the|some|our|their)\s+[\p{Ll} ]+$/u.test(text) || isVague(text) || !namesOwner(text)));
