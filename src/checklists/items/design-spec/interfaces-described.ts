import type { Said } from "../../../model/plan-part.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { isEmpty, rowsBy } from "../../look/rows.ts";
import { schemaFiles, versioned } from "../../look/schema-files.ts";
import { tablesWith } from "../../look/table.ts";

const NAME = /\bapis?\b|\bevents?\b|\bendpoints?\b|\binterface\b|\btopic\b|\bcall\b/;
const PARTS = {
  purpose: /\bpurpose\b|\bwhat\b|\bdoes\b|\bused? for\b|\bwhy\b/,
  request: /\brequest\b|\binput\b|\bpayload\b|\btakes\b|\bparameters?\b|\bbody\b/,
  response: /\bresponse\b|\boutput\b|\breturns\b|\banswer\b|\bresult\b/,
} as const;

export default defineItem({
  id: "interfaces-described",
  asked: { "design-spec": "interfaces" },
  requirements: [{ row: 71, parts: "SX" }],
  level: "review",
  title: "APIs and events",
  demand: "a table of the APIs and events with purpose, request and response",
  why: "An interface is what others build on: what it takes and gives is decided here, or by the first one who calls it.",
  template:
    "| API or event | Purpose | Request | Response |\n| --- | --- | --- | --- |\n| <name of the call or the event> | <what it is for> | <what it takes> | <what it gives> |",
  messages: {
    part: "Unexpected `{name}` without its {part}, expected purpose, request and response",
    columns: "Unexpected table of interfaces without {part}, expected purpose, request and response of each",
    version: "Unexpected event `{name}` of which the repository has `{there}`, expected its schema beside it",
    unlisted: "Unexpected schema `{path}` of this pull request that the interfaces do not name, expected its purpose",
  },
  *check(stage, context) {
    const tables = tablesWith(stage, NAME);
    const named: Said[] = [];
    if (
      tables.length === 0 &&
      !stage.said.some(({ text }) =>
        /\b(?:GET|POST|PUT|PATCH|DELETE)\b|\bevent\b|\bapi\b|\brpc\b|\btopic\b/i.test(text),
      )
    )
      yield { part: "S", message: "missing" };
    for (const table of tables) {
      const rows = rowsBy(table, { name: NAME, ...PARTS });
      for (const part of ["purpose", "request", "response"] as const)
        if (rows[0] !== undefined && rows[0][part] === undefined)
          yield { part: "S", message: "columns", at: table.place, of: part, data: { part } };
      for (const { name, ...parts } of rows) {
        if (name !== undefined) named.push(name);
        for (const [part, cell] of Object.entries(parts))
          if (isEmpty(cell))
            yield {
              part: "S",
              message: "part",
              at: cell.place,
              of: `${name?.text}/${part}`,
              data: { name: name?.text ?? "", part },
            };
      }
    }
    for (const name of named) {
      const there = otherVersions(name.text, context);
      if (there.length > 0)
        yield {
          part: "X",
          message: "version",
          at: name.place,
          of: name.text,
          data: { name: name.text, there: there.join(", ") },
        };
    }
    const words = stage.said.map(({ text }) => text.toLowerCase()).join("\n");
    const before = new Set(context.base.paths);
    for (const { path, name } of schemaFiles(context.head))
      if (!before.has(path) && !words.includes((versioned(name)?.stem ?? name).toLowerCase()))
        yield { part: "X", message: "unlisted", of: path, data: { path } };
  },
});

/** The versions of that event in the repository, where it has some and not this one. */
function otherVersions(name: string, { head }: ItemContext): readonly string[] {
  const wanted = versioned(name.trim());
  if (wanted === undefined) return [];
  const there = schemaFiles(head).filter(
    (file) => versioned(file.name)?.stem.toLowerCase() === wanted.stem.toLowerCase(),
  );
  return there.some((file) => file.name.toLowerCase() === name.trim().toLowerCase())
    ? []
    : there.map((file) => file.path);
}
