import type { Paint } from "../../render/paint.ts";
import { oneLine } from "../../render/visible.ts";
import type { Replayed } from "./judge-step.ts";
import type { Totals } from "./totals.ts";

const seconds = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

const counted = (words: readonly string[]): string => {
  const found = new Map<string, number>();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return [...found].map(([word, count]) => (count === 1 ? word : `${word} × ${count}`)).join(", ");
};

export function replayLine(review: Replayed, pen: Paint, width: number): string {
  const { commit, date, conclusion, findings, gaps, summary, title, milliseconds } = review;
  const mark = {
    success: pen.green("✔ passes "),
    neutral: pen.faint("○ neutral"),
    failure: pen.red("✖ blocked"),
    action_required: pen.yellow("◆ person "),
    crash: pen.red("! crash  "),
  }[conclusion];
  const hidden = gaps.filter(({ level }) => level === "block");
  const told =
    conclusion === "crash"
      ? [firstLine(summary)]
      : findings.filter(({ level }) => level !== "notice").map(({ rule }) => rule);
  const said = counted([...told, ...hidden.map(({ key }) => `gap ${key}`)]);
  const room = Math.max(12, width - 50 - said.length);
  const name = oneLine(title);
  const short = name.length > room ? `${name.slice(0, room - 1)}…` : name;
  return `${mark} ${commit.slice(0, 10)} ${date.slice(0, 10)} ${seconds(milliseconds).padStart(7)}  ${said}${said === "" ? "" : "  "}${pen.faint(short)}\n`;
}

const firstLine = (text: string): string => oneLine(text.split("\n")[0] ?? text);

export function replaySummary(sum: Totals, pen: Paint): string {
  const share = sum.reviews === 0 ? 0 : Math.round((sum.blocked / sum.reviews) * 100);
  const table = (title: string, rows: Readonly<Record<string, number>>): string[] => {
    const entries = Object.entries(rows);
    if (entries.length === 0) return [];
    return [
      "",
      pen.strong(title),
      ...entries.map(([name, count]) => `  ${String(count).padStart(6)}  ${oneLine(name)}`),
    ];
  };
  const { median, slowest, total } = sum.milliseconds;
  return `${[
    "",
    `${pen.strong(`${sum.reviews} ${sum.reviews === 1 ? "review" : "reviews"}, ${sum.blocked} blocked (${share} %)`)}, ${sum.crashes === 0 ? "no crashes" : pen.red(`${sum.crashes} crashed`)}`,
    `median ${seconds(median)}, slowest ${seconds(slowest)}, together ${seconds(total)}`,
    ...table("Findings by rule", sum.findings),
    ...table("Not understood, in what a commit changed", sum.gaps),
    ...table("Not understood, there before", sum.gapsBefore),
    ...table("Ways back that were run", sum.proofs),
  ].join("\n")}\n`;
}
