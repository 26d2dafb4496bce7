import { defineItem, type ItemContext } from "../../item.ts";
import { answer } from "../../look/answer.ts";
import { hopsOf } from "../../look/hops.ts";
import { isVague } from "../../look/vague.ts";
import type { Stage } from "../../look/stage.ts";

const COMPONENTS = /\bcomponents?\b|\bbuilding blocks?\b|\bservices\b|\bmodules\b/;
const STORE =
  /postgres|mysql|maria|sqlite|sql ?server|\bsql\b|\bdatabases?\b|\bstore\b|\bwarehouse\b|\bclickhouse\b|\brds\b|\baurora\b/i;

export default defineItem({
  id: "components-listed",
  asked: { "design-spec": "architecture" },
  requirements: [{ row: 66, parts: "SX" }],
  level: "review",
  title: "Core components",
  demand: "the core components by name",
  why: "What is not on the list has no owner, no capacity and no way to fail, until it does.",
  template: "- Core components: <name each component, and how many there are>",
  messages: {
    vague: "Unexpected core components `{said}`, expected each by name",
    drawn: "Unexpected `{component}` in the diagram and not among the core components, expected it in both",
    store:
      "Unexpected migrations in this pull request and no database among the components, expected the one that they are for",
  },
  *check(stage, context) {
    const said = answer(stage, COMPONENTS, /\b(?:core )?components\b/i);
    const table = stage.tables.find(({ columns }) => columns.some((name) => COMPONENTS.test(name.toLowerCase())));
    if (said.found === "open") return;
    if (said.found === "nothing" && table === undefined && stage.said.some(({ text }) => hopsOf(text).length > 2))
      return;
    if (said.found === "nothing" && table === undefined) {
      yield { part: "S", message: "missing" };
      return;
    }
    const rows = table?.rows.flatMap((row) => row.map(({ text }) => text)) ?? [];
    const listed = [said.found === "said" ? said.text : "", ...rows].join("\n");
    const at = said.found === "said" ? said.place : (table?.place ?? stage.place);
    if (isVague(listed)) yield { part: "S", message: "vague", at, data: { said: listed.trim() } };
    else
      for (const component of drawn(stage))
        if (!sharesWord(component, listed))
          yield { part: "S", message: "drawn", at, of: component, data: { component } };
    if (migrates(context) && !stage.said.some(({ text }) => STORE.test(text)))
      yield { part: "X", message: "store", at };
  },
});

/** Boxes of a Mermaid diagram that have a label of their own: `api[reservation API]`, `pg[(PostgreSQL)]`. */
const drawn = ({ code }: Stage): readonly string[] => [
  ...new Set(
    code
      .filter(({ language }) => language === "mermaid")
      .flatMap(({ text }) => [...text.matchAll(/\b\w+[[({]+"?([^\])}"\n]{3,60})"?[\])}]+/g)])
      .map((match) => (match[1] ?? "").trim()),
  ),
];

const sharesWord = (label: string, listed: string): boolean => {
  const words = label.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return words.length === 0 || words.some((word) => listed.toLowerCase().includes(word));
};

const migrates = ({ changes }: ItemContext): boolean => changes.some(({ kind }) => kind === "migration.added");
