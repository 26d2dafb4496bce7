import type { Outline } from "../../outline/outline.ts";
import { kindTemplate } from "./kind-template.ts";

export interface KindPlan {
  readonly path: string;
  readonly text: string;
}

/** A word that means nothing here, and those that do. */
export interface UnknownWord {
  readonly what: string;
  readonly word: string;
  readonly known: readonly string[];
}

/** The template of a kind of plan that is asked for by name, and where it goes; `profile` is a list with commas. */
export async function namedKind(name: string, profile = ""): Promise<KindPlan | UnknownWord> {
  const outlines: readonly Outline[] = Object.values(await import("../../outline/kinds/index.ts"));
  const items = Object.values(await import("../items/index.ts")).map((rule) => rule.item);
  const outline = outlines.find(({ kind, alias }) => kind === name || alias?.includes(name) === true);
  if (outline === undefined)
    return { what: "kind of plan", word: name, known: ["change-plan", ...outlines.map(({ kind }) => kind)] };
  const known = outline.profiles ?? [];
  const profiles = profile.split(",").flatMap((one) => (one.trim() === "" ? [] : [one.trim()]));
  const odd = profiles.find((one) => !known.includes(one));
  if (odd !== undefined) return { what: `profile of ${outline.kind}`, word: odd, known };
  const path = `plans/${[outline.kind, ...profiles].join("-")}.md`;
  return { path, text: kindTemplate(outline, items, profiles) };
}
