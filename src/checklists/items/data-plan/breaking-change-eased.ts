import { defineItem, type ItemContext } from "../../item.ts";
import { speaksOf } from "../../look/project.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { statementsOf, type Statement } from "../../look/statements.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";

const GOES =
  /\bbreak(?:s|ing)\b|\bgoes\b|\bgoing\b|\bremov\w+|\bdropp?\w*|\bretir\w+|\brenam\w+|\bdeprecat\w+|\bwithdrawn\b/i;
const DATE = /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b/;
const ANNOUNCED = /\bannounc\w+|\bnotice\b|\btold\b|\bnotif\w+/i;
const ENFORCED = /\benforced?\b|\bremoved\b|\bends?\b|\bdropped\b|\bswitched off\b|\bretired\b|\bsunset\b|\bgoes\b/i;
const WAY_BACK = /\bway back\b|\broll(?:ed|s)? ?back\b|\brever\w+|\bundo\w*|\brestor\w+|\bbring\w* back\b/i;
const OVERLAP =
  /\bwindow\b|\boverlap\w*|\bboth\b|\bparallel\b|\bside by side\b|\bbeside\b|\bnotice period\b|\bold (?:one|version)\b/i;
const DAY = 86_400;

export default defineItem({
  id: "breaking-change-eased",
  asked: { "data-plan": "contracts" },
  requirements: [
    { row: 23, parts: "SX" },
    { row: 41, parts: "S" },
  ],
  level: "block",
  title: "Breaking changes and consumers",
  demand:
    "for each breaking change when it is announced and when enforced, how long old and new live side by side, the way back, and the consumers who move",
  why: "A change that breaks a reader is a project of that reader's, and nobody plans a project without dates.",
  template:
    "- Compatibility window: <days in which both live>\n- Announced: <date>\n- Enforced: <date>\n- Consumers who move: <who, by when>\n- Way back: <how the old shape comes back>",
  messages: {
    unnamed:
      "Unexpected removal of `{subject}`, which the plan does not name as a breaking change, expected it with dates, consumers and a way back",
    reader:
      "Unexpected breaking change of `{subject}` that does not name its reader `{reader}`, expected when that reader moves",
    announced: "Unexpected breaking change without the date of its notice, expected when consumers are told",
    enforced: "Unexpected breaking change without the date on which it is enforced, expected when the old shape goes",
    window:
      "Unexpected breaking change without a compatibility window, expected how many days old and new live side by side",
    wayBack: "Unexpected breaking change without a way back, expected how the old shape is restored",
  },
  *check(stage, context) {
    const all = ["contracts", "changes"].flatMap((name) => {
      const one = context.stage(name);
      return one === undefined ? [] : statementsOf(one);
    });
    const text = all.map((each) => each.text).join("\n");
    const gone = removed(context);
    for (const { subject, readers } of gone) {
      const named = all.some((each) => GOES.test(each.text) && speaksOf(each.text, subject));
      if (!named) yield { part: "X", message: "unnamed", of: subject, data: { subject } };
      else
        for (const reader of readers)
          if (!spaced(text).includes(spaced(reader)))
            yield { part: "X", message: "reader", of: `${subject} ${reader}`, data: { subject, reader } };
    }
    const told = all.find(
      (each) => GOES.test(each.text) && /\b[a-z]+_\w+|\bbreaking\b/i.test(each.text) && !isRule(each),
    );
    if (told === undefined) return;
    const at = told.place;
    const dated = (words: RegExp): boolean =>
      all.some((each) => words.test(each.text) && DATE.test(each.text)) ||
      tablesWith(stage, words).some((table) => cellsOf(table, words).some((cell) => DATE.test(cell.text)));
    if (!dated(ANNOUNCED)) yield { part: "S", message: "announced", at };
    if (!dated(ENFORCED)) yield { part: "S", message: "enforced", at };
    const overlap = all.some(
      (each) =>
        OVERLAP.test(each.text) && quantitiesOf(each.text, { measure: "time" }).some(({ si }) => si.high >= DAY),
    );
    const days = all.some((each) => OVERLAP.test(each.text) && /\b\d+(?:[–-]\d+)? days\b/.test(each.text));
    if (!overlap && !days && !tellsWindow(stage.fields)) yield { part: "S", message: "window", at };
    if (!WAY_BACK.test(text)) yield { part: "S", message: "wayBack", at };
  },
});

/** What is said of changes in general is no change. */
const isRule = ({ text }: Statement): boolean =>
  /\b(?:a|any|every|each) (?:column|field|change|breaking change)\b|\bbreaking changes (?:get|need|require|are|will|must|have|go|come|only|follow)\b|\b(?:backwards?|forwards?|full)\W+(?:or\W+)?breaking\b|\bno breaking\b|\bnothing breaks\b/i.test(
    text,
  );

const tellsWindow = (fields: readonly { readonly label: string; readonly text: string }[]): boolean =>
  fields.some(
    ({ label, text }) => /\bwindow\b|\boverlap\b/i.test(label) && quantitiesOf(text, { measure: "time" }).length > 0,
  );

const spaced = (text: string): string => text.toLowerCase().replace(/[_\s-]+/g, " ");

function removed(context: ItemContext): readonly { readonly subject: string; readonly readers: readonly string[] }[] {
  return context.changes.flatMap((change) => {
    if (change.kind !== "model.removed") return [];
    const { name, subject } = change.before;
    const exposures = context
      .readers(subject, "base")
      .flatMap((reader) => (reader.kind === "exposure" ? [reader.name] : []));
    return [{ subject: name, readers: exposures }];
  });
}
