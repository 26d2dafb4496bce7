import { nearest } from "../model/nearest.ts";
import type { EstimateInput, InputKey } from "./document.ts";
import { gather, namesInput } from "./gather-inputs.ts";
import { KEYS } from "./inputs.ts";

/** Figures to reckon with in place of the plan's, by a key or by any label that a plan may use. */
export type Sets = readonly (readonly [key: string, value: string])[];

export interface ReadSets {
  readonly set: ReadonlyMap<InputKey, EstimateInput>;
  /** Those that say nothing, with the reason. */
  readonly misread: readonly string[];
}

export function readSets(sets: Sets, path: string): ReadSets {
  const set = new Map<InputKey, EstimateInput>();
  const misread: string[] = [];
  for (const [label, value] of sets) {
    const { stated, unread, warnings } = gather([
      { label, values: [value], place: { path, line: 1 }, canonical: true },
    ]);
    for (const [key, { place: _, ...input }] of stated) set.set(key, { ...input, status: "set" });
    misread.push(...unread.map(({ reason }) => `\`${label}=${value}\` is not reckoned with: ${reason}`), ...warnings);
    if (stated.size + unread.length > 0) continue;
    if (namesInput(label)) {
      misread.push(`\`${label}=${value}\` is not reckoned with: it holds no figure`);
      continue;
    }
    const meant = nearest(label, KEYS);
    misread.push(
      `\`${label}\` is no figure of an estimate${meant === undefined ? `, expected one of ${KEYS.map((key) => `\`${key}\``).join(", ")}` : `; did you mean \`${meant}\`?`}`,
    );
  }
  return { set, misread };
}
