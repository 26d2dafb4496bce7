import type { Stage } from "./stage.ts";
import { statementsOf, type Statement } from "./statements.ts";
import { givesReason } from "./reason.ts";
import { isVague } from "./vague.ts";

const REASON = /\breason|\bwhy\b|\brationale\b|\bbecause\b|\btrade-?offs?\b|\bjustification\b/;
const LED = /^(?:\W*)(?:reason|why|rationale|because|trade-?off)\b/i;

/** A statement of a design, and whether a reason stands with it. */
export interface Told extends Statement {
  /** What it is about: the first cell of its row, or the label before its colon; empty where it has neither. */
  readonly topic: string;
  /** Its text without topic and reason. */
  readonly choice: string;
  readonly reasoned: boolean;
}

const known = new WeakMap<Stage, readonly Told[]>();

/** What stages say, a statement each. The reason is a column of its own, the words of one, or the line below that begins with "Reason". */
export const told = (...stages: readonly (Stage | undefined)[]): readonly Told[] =>
  stages.flatMap((stage) => {
    if (stage === undefined) return [];
    const found = known.get(stage) ?? read(stage);
    known.set(stage, found);
    return found;
  });

function read(stage: Stage): readonly Told[] {
  const reasons = new Map(
    stage.tables.flatMap(({ columns, rows }) => {
      const at = columns.findIndex((name) => REASON.test(name.toLowerCase()));
      return at < 0 ? [] : rows.map((row) => [row[0]?.place.line ?? 0, row[at]] as const);
    }),
  );
  const all = statementsOf(stage).flatMap(sentences);
  return all.map((one, i): Told => {
    const cells = one.form === "row" ? one.text.split(" | ") : LABELLED.exec(one.text)?.slice(1);
    const topic = cells?.[0] ?? "";
    const reason = one.form === "row" ? reasons.get(one.place.line) : undefined;
    const given = reason !== undefined && reason.open !== true && reason.text !== "" && !isVague(reason.text);
    const next = all[i + 1];
    const follows =
      next !== undefined && one.form !== "row" && next.place.line === one.place.line && givesReason(next.text);
    return {
      ...one,
      topic,
      choice: (cells?.slice(1) ?? [one.text]).filter((cell) => !given || cell !== reason.text).join(" | "),
      reasoned: given || follows || givesReason(one.text) || LED.test(next?.text ?? ""),
    };
  });
}

const LABELLED = /^((?:\S+\s){0,4}\S+):\s+(.*)$/s;

/** A paragraph says several things: each sentence is one of them. */
const sentences = (one: Statement): readonly Statement[] =>
  one.form === "row" || one.form === "code"
    ? [one]
    : one.text.split(/(?<=[\p{L}\p{N})%”"][.!?])\s+(?=\p{Lu})/u).map((text) => ({ ...one, text }));

/** The stages of a design, in the order of its source. */
const STAGES = "context assumptions slo capacity architecture interfaces reliability security rollout validation".split(
  " ",
);

/** Everything that a design says. */
export const designOf = (context: { stage(name: string): Stage | undefined }): readonly Told[] =>
  told(...STAGES.map((name) => context.stage(name)));

/** The first words of a statement that carry a signal, for a message: not more than one reads at once. */
export const gist = (text: string, words = 12): string => {
  const all = text.replaceAll(/\s*\|\s*/g, ", ").split(/\s+/);
  return all.length <= words ? all.join(" ") : `${all.slice(0, words).join(" ")} …`;
};

/** A statement speaks of it, and not to say that it is not so. */
export const affirms = (text: string, words: RegExp): boolean =>
  [...text.matchAll(new RegExp(words.source, `${words.flags.replace("g", "")}g`))].some(
    ({ index }) => !DENIED.test(text.slice(0, index)),
  );

const DENIED = /\b(?:no|not|never|without|neither|nor|isn't|aren't|would|could)\b[^.;,|]{0,24}$/i;
