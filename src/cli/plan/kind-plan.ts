import { nearest } from "../../model/nearest.ts";
import type { Outline } from "../../outline/outline.ts";
import { UsageError } from "../usage-error.ts";

/** The template of a kind of plan that is asked for by name, and where it goes. */
export async function kindPlan(
  name: string,
  profile: string | undefined,
): Promise<{ readonly path: string; readonly text: string }> {
  const { kindTemplate } = await import("../../checklists/template/kind-template.ts");
  const outlines: readonly Outline[] = Object.values(await import("../../outline/kinds/index.ts"));
  const items = Object.values(await import("../../checklists/items/index.ts")).map((rule) => rule.item);
  const outline = outlines.find(({ kind, alias }) => kind === name || alias?.includes(name) === true);
  if (outline === undefined) throw unknown("kind of plan", name, ["change-plan", ...outlines.map(({ kind }) => kind)]);
  const known = outline.profiles ?? [];
  const profiles = (profile ?? "").split(",").flatMap((one) => (one.trim() === "" ? [] : [one.trim()]));
  for (const one of profiles) if (!known.includes(one)) throw unknown(`profile of ${outline.kind}`, one, known);
  const path = `plans/${[outline.kind, ...profiles].join("-")}.md`;
  return { path, text: kindTemplate(outline, items, profiles) };
}

function unknown(what: string, name: string, known: readonly string[]): UsageError {
  const meant = nearest(name, known);
  const near = meant === undefined ? "" : `: did you mean ${meant}?`;
  return new UsageError(
    `There is no ${what} ${name}${near}`,
    known.length === 0 ? "It has none: leave --profile out" : `They are: ${known.join(", ")}`,
  );
}
