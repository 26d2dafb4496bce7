import type { Declined } from "../model/declined.ts";
import { cellCode, code, inline } from "./escape.ts";
import { paint } from "./paint.ts";
import { wrap } from "./wrap.ts";

const others = ({ ids }: Declined, asked: string): readonly string[] => ids.filter((id) => id !== asked);

/** Why there is no such rule, as Markdown. */
export function renderDeclined(one: Declined, asked: string): string {
  const { why, instead = [] } = one;
  const known = others(one, asked);
  const parts = [
    `# ${code(asked)}`,
    "**There is no such rule here, on purpose**",
    inline(why),
    ...(instead.length > 0 ? [`The danger behind it is seen by ${instead.map((id) => code(id)).join(", ")}.`] : []),
    ...(known.length > 0 ? [`<sub>The same holds for ${known.map((id) => code(id)).join(", ")}</sub>`] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The same for a terminal. */
export function renderDeclinedText(
  one: Declined,
  asked: string,
  { colour, width }: { colour: boolean; width: number },
): string {
  const { strong, faint } = paint(colour);
  const { why, instead = [] } = one;
  const known = others(one, asked);
  const said = (title: string, text: string): string => `${strong(title)}\n  ${wrap(text, width - 2, "  ")}`;
  const parts = [
    `${strong(asked)}  There is no such rule here, on purpose`,
    said("Why", why),
    ...(instead.length > 0 ? [said("Seen instead by", instead.join(", "))] : []),
    ...(known.length > 0 ? [faint(`the same holds for ${wrap(known.join(", "), width - 19, "  ")}`)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The page of all of them, which stands beside the rules' own. */
export function renderDeclinedPage(all: readonly Declined[]): string {
  const rows = all.map(({ ids, why, instead = [] }) =>
    [
      "",
      ids.map((id) => cellCode(id)).join(", "),
      inline(why, cellCode),
      instead.map((id) => `[${cellCode(id)}](${id}/README.md)`).join(", "),
      "",
    ]
      .join(" | ")
      .trim(),
  );
  return `${[
    "# Ids without a rule",
    "Each folder here is a rule, with its page and its cases. What other tools look for and this one does not, and why (`dataplan explain ID` says the same):",
    ["| Id | Why not | Seen instead by |", "| --- | --- | --- |", ...rows].join("\n"),
  ].join("\n\n")}\n`;
}
