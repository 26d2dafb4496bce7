import { type Call, itemsOf, nameOf, textOf, type Value } from "../../../code/python/value.ts";
import { quoteText } from "../../../sql/quote.ts";
import { sourceOf } from "../python/draft.ts";
import type { Editor } from "./editor.ts";
import type { State } from "./state.ts";
import type { Step } from "./step.ts";

const isNoop = (value: Value | undefined): boolean => nameOf(value)?.endsWith(".noop") === true;

/** `RunSQL`: a text, or a list of texts and of texts with parameters. */
export function runSql(call: Call, after: State): Step {
  const forward = call.named["sql"] ?? call.plain[0] ?? { is: "none" };
  const backward = call.named["reverse_sql"] ?? call.plain[1];
  const way = backward !== undefined && backward.is !== "none";
  return {
    after,
    forward: (editor) => run(editor, forward, call),
    ...(way ? { backward: (editor: Editor) => run(editor, backward, call) } : {}),
  };
}

function run(editor: Editor, value: Value, call: Call): void {
  if (isNoop(value) || value.is === "none" || textOf(value)?.trim() === "") return;
  if (value.is !== "list" || value.tuple === true) {
    const items = itemsOf(value);
    if (items === undefined) editor.draft.sql(value, call.at);
    else for (const one of items) run(editor, one, call);
    return;
  }
  for (const one of value.items) {
    const [sql, params] = itemsOf(one) ?? [one];
    if (sql !== undefined) editor.draft.sql(filled(sql, params), call.at);
  }
}

const constant = (value: Value | undefined): string =>
  value?.is === "text"
    ? quoteText(value.text)
    : value?.is === "number"
      ? value.text
      : value?.is === "truth"
        ? String(value.truth)
        : "NULL";

/** `%s` with what stands for it; a value that only the program knows changes nothing about the statement's table. */
function filled(sql: Value, params: Value | undefined): Value {
  const given = itemsOf(params);
  if (sql.is !== "text" || given === undefined || given.length === 0) return sql;
  let next = 0;
  return { is: "text", text: sql.text.replaceAll(/%[s%]/g, (hole) => (hole === "%%" ? "%" : constant(given[next++]))) };
}

/** `RunPython`: code that changes rows. It is never run; only whether there is a way back is known. */
export function runPython(call: Call, before: State): Step {
  const code = call.named["code"] ?? call.plain[0];
  const back = call.named["reverse_code"] ?? call.plain[1];
  const tell = (editor: Editor, value: Value | undefined): void => {
    if (!isNoop(value))
      editor.draft.gap(
        "rows-changed-by-code",
        `\`${sourceOf(value ?? { is: "none" })}\` is Python that may change rows`,
        call.at,
      );
  };
  return {
    after: before,
    forward: (editor) => tell(editor, code),
    ...(back === undefined || back.is === "none" ? {} : { backward: (editor: Editor) => tell(editor, back) }),
  };
}
