import type { Place } from "../../model/place.ts";
import type { Stage } from "./stage.ts";
import { statementsOf } from "./statements.ts";

export type PhaseKind = "expand" | "backfill" | "switch" | "contract";

/** One step of a migration in phases, as a row or an item says it. */
export interface Phase {
  readonly kind: PhaseKind;
  /** As the author calls it. */
  readonly name: string;
  readonly text: string;
  readonly place: Place;
  /** Days that stand there, in their order (ISO). */
  readonly dates: readonly string[];
}

const KINDS: readonly (readonly [PhaseKind, RegExp])[] = [
  ["contract", /^(?:the )?(?:contract(?:ing|ion)?|retire(?:ment)?|clean-?up|drop|remov(?:e|al))\b/],
  ["expand", /^(?:the )?(?:expand|expansion|additive|add|create)\b/],
  ["backfill", /^(?:the )?(?:back-?fill|copy|fill)\b/],
  ["switch", /^(?:the )?(?:switch|cut-?over|double|dual|verif(?:y|ication)|migrate readers|read|write|parallel)\b/],
];

/** The steps of a migration, in the order of the text: rows, items and labels that begin with what such a step is called. */
export function phasesOf(stage: Stage): readonly Phase[] {
  const found = statementsOf(stage).flatMap(({ text, place, form }): readonly Phase[] => {
    if (form === "code") return [];
    const name = (form === "row" ? text.split(" | ") : text.split(/:\s|,\s|\s[–—-]\s/))
      .slice(0, 2)
      .find((one) => kindOf(one) !== undefined);
    const kind = name === undefined ? undefined : kindOf(name);
    return name === undefined || kind === undefined
      ? []
      : [{ kind, name, text, place, dates: text.match(/\b\d{4}-\d\d-\d\d\b/g) ?? [] }];
  });
  // A list of steps that lead back begins with the same words: only a contract beside another step is a migration in phases.
  const kinds = new Set(found.map(({ kind }) => kind));
  return kinds.has("contract") || kinds.has("expand") ? found : [];
}

const kindOf = (text: string): PhaseKind | undefined => {
  const plain = text.toLowerCase().replace(/^[\W\d]+(?:(?:phase|step|stage)\s*\d*\W*)?/, "");
  return KINDS.find(([, words]) => words.test(plain))?.[0];
};

/** Whole days from one date to the other. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
