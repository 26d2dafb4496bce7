import type { Source } from "../../../model/dbt.ts";
import type { Said } from "../../../model/plan-part.ts";
import { defineItem } from "../../item.ts";
import { sourceName, sourcesOf, speaksOf } from "../../look/project.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";
import { namesOwner } from "../../look/words.ts";

const SOURCE = /\b(?:source|system|dataset|table|feed|topic|name)\b/;
const OWNER = /\b(?:owner|owned by|team|responsible|contact)\b/;

export default defineItem({
  id: "source-owners-listed",
  asked: { "data-plan": "sources", "pipeline-spec": "sources" },
  requirements: [{ row: 7, parts: "SX" }],
  level: "block",
  title: "Source owners",
  demand: "a table of the source systems with an owner (a person, a team or a handle) in each row",
  why: "A source without an owner changes its columns on a Friday, and nobody knows whom to ask.",
  template:
    "| Source | Owner | Arrival pattern | Expected latency |\n| --- | --- | --- | --- |\n| <system.table> | <@team> | <batch, stream, CDC, file drop> | <duration> |",
  messages: {
    owner: "Unexpected source `{source}` without an owner, expected a person, a team or a handle",
    differs: "Unexpected owner `{said}` of `{source}`, which the project gives to `{owner}`, expected the two to agree",
    unlisted:
      "Unexpected dbt source `{source}` that the plan's models read and its table of sources does not list, expected a row with its owner",
  },
  *check(stage, { head, changes }) {
    const tables = tablesWith(stage, SOURCE, OWNER);
    // A short plan lists them: "`shop.orders`: @checkout, CDC, 5 min".
    const listedOwners =
      tables.length > 0 ? [] : stage.items.filter(({ text }) => /@[\w./-]{2,}|\bowner|\bowned by/i.test(text));
    if (tables.length === 0 && listedOwners.length === 0) {
      yield { part: "S", message: "missing" };
      return;
    }
    const names: string[] = listedOwners.map(({ text }) => text.toLowerCase());
    for (const table of tables) {
      const owners = cellsOf(table, OWNER);
      for (const [i, source] of cellsOf(table, SOURCE).entries()) {
        names.push(source.text.toLowerCase());
        const owner = owners[i];
        if (source.open !== true && owner !== undefined && owner.open !== true && !namesOwner(owner.text))
          yield { part: "S", message: "owner", at: owner.place, of: source.text, data: { source: source.text } };
        else if (owner !== undefined) yield* elsewhere(source, owner, sourcesOf({ head }));
      }
    }
    const listed = names.join("\n");
    const touched = new Set(
      changes.flatMap((change) =>
        change.kind === "model.added" || change.kind === "model.altered" ? change.after.reads : [],
      ),
    );
    for (const { id, subject } of Object.values(head.facts.source)) {
      const [source = "", table = ""] = subject.slice(-2);
      const known = [table, `${source}.*`].some((name) => listed.includes(name.toLowerCase()));
      if (touched.has(id) && !known)
        yield { part: "X", message: "unlisted", of: `${source}.${table}`, data: { source: `${source}.${table}` } };
    }
  },
});

/** Only handles are compared: a team has many names and one of those. */
function* elsewhere(source: Said, { text, place }: Said, known: readonly Source[]) {
  const handles = text.match(/@[\w./-]*\w/g) ?? [];
  const other = known.find(
    (one) =>
      speaksOf(source.text, sourceName(one)) && one.owner?.startsWith("@") === true && !isAmong(one.owner, handles),
  );
  if (other?.owner === undefined || handles.length === 0) return;
  const data = { source: sourceName(other), said: handles.join(", "), owner: other.owner };
  yield { part: "X", message: "differs", at: place, of: data.source, data, level: "review" } as const;
}

const isAmong = (owner: string, handles: readonly string[]): boolean =>
  handles.some((handle) => handle.toLowerCase() === owner.toLowerCase());
