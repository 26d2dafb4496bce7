import type { PlanDefect } from "../../model/plan.ts";
import type { PlanPart, Said } from "../../model/plan-part.ts";
import { nearest } from "../../model/nearest.ts";
import { normal } from "./canonical.ts";
import { defect } from "./defect.ts";
import type { FrontMatter } from "./front-matter.ts";

const STATUS: ReadonlyMap<string, "draft" | "approved" | "unknown"> = new Map(
  Object.entries({
    draft: "draft",
    proposed: "draft",
    "in review": "draft",
    wip: "draft",
    reviewed: "unknown",
    approved: "approved",
    accepted: "approved",
    final: "approved",
    implemented: "approved",
  } as const),
);

export interface General {
  readonly title: string;
  readonly status: "draft" | "approved" | "unknown";
  readonly owner?: string;
  readonly version: number;
  readonly profiles: readonly string[];
  readonly front: Readonly<Record<string, Said>>;
  readonly defects: readonly PlanDefect[];
}

/** What a plan says of itself: in its front matter, or in a table or lines before its first section. */
export function generalFront(
  matter: FrontMatter,
  parts: readonly PlanPart[],
  heading: string,
  profiles: readonly string[],
): General {
  const front = flatten(matter.values, matter.line);
  const top = parts.slice(0, 2).flatMap(({ fields, name }) => (name === undefined ? fields : []));
  const said = (key: string): Said | undefined => front[key] ?? top.find(({ label }) => normal(label) === key);
  const at = { path: "", line: matter.line("kind") || 1 };
  const missing = (key: string): PlanDefect => defect("front-matter", key, "missing", at);
  const status = said("status");
  const meant = status === undefined ? undefined : STATUS.get(normal(status.text));
  const owner = said("owner") ?? said("owners") ?? said("author");
  const title = front["title"]?.text ?? heading;
  const version = said("plan_version") ?? said("plan version") ?? said("template version");
  const asked = [matter.values["profile"], matter.values["profiles"]].flat().filter((each) => typeof each === "string");
  const unknown = asked.filter((each) => !profiles.includes(each));
  return {
    title,
    status: meant ?? "unknown",
    ...(owner === undefined || owner.open === true ? {} : { owner: owner.text }),
    version: Number.parseInt(version?.text ?? "", 10) || 1,
    profiles: asked.filter((each) => profiles.includes(each)),
    front,
    defects: [
      ...(title === "" ? [missing("title")] : []),
      ...(owner === undefined ? [missing("owner")] : []),
      ...(status === undefined ? [missing("status")] : []),
      ...(status !== undefined && meant === undefined && status.open !== true
        ? [defect("front-matter", "status", "value", status.place, { found: status.text })]
        : []),
      ...unknown.map((each) =>
        defect(
          "front-matter",
          "profile",
          "value",
          { path: "", line: matter.line("profile") || matter.line("profiles") },
          {
            found: each,
            expected:
              nearest(each, profiles) ?? (profiles.length === 0 ? "no profile for this kind" : profiles.join(", ")),
          },
        ),
      ),
    ],
  };
}

/** Plain values by their keys, nested ones joined by a dot; a place is the line of the outermost key. */
function flatten(
  values: Readonly<Record<string, unknown>>,
  line: (key: string) => number,
): Readonly<Record<string, Said>> {
  const flat: Record<string, Said> = {};
  const put = (key: string, value: unknown, at: number): void => {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      flat[key] = { text: String(value), place: { path: "", line: at } };
    else if (value instanceof Date)
      flat[key] = { text: value.toISOString().slice(0, 10), place: { path: "", line: at } };
    else if (typeof value === "object" && value !== null && !Array.isArray(value) && key.split(".").length < 4)
      for (const [inner, each] of Object.entries(value)) put(`${key}.${inner}`, each, at);
  };
  for (const [key, value] of Object.entries(values)) put(key, value, line(key));
  return flat;
}
