import type { Root } from "mdast";
import type { Plan, PlanDefect } from "../../model/plan.ts";
import type { Synonyms } from "./canonical.ts";
import { changes } from "./changes.ts";
import { consumers } from "./consumers.ts";
import { defect } from "./defect.ts";
import { frontMatterDefects, type FrontMatter } from "./front-matter.ts";
import { plain } from "./markdown.ts";
import { partsOf } from "./parts.ts";
import type { Outline } from "../../outline/outline.ts";
import { migration } from "./migration.ts";
import { planWaivers } from "./plan-waivers.ts";
import { rollback } from "./rollback.ts";
import { isEmpty, knownSections, type Section } from "./sections.ts";
import { slotIn } from "./slot-words.ts";
import { slots } from "./slots.ts";

type Name = "Changes" | "Consumers" | "Migration" | "Rollback" | "Verification";

const SECTIONS: Synonyms<Name> = {
  Changes: [
    "changes",
    "change",
    "what changes",
    "what breaks",
    "breaking changes",
    "schema changes",
    "planned changes",
    "list of changes",
  ],
  Consumers: [
    "consumers",
    "affected consumers",
    "readers",
    "downstream",
    "downstream consumers",
    "who is affected",
    "who reads it",
    "impact",
    "stakeholders",
  ],
  Migration: [
    "migration",
    "migration plan",
    "migration steps",
    "how we migrate",
    "rollout",
    "rollout plan",
    "rollout steps",
    "way forward",
    "procedure",
  ],
  Rollback: [
    "rollback",
    "roll back",
    "rollback plan",
    "roll back plan",
    "way back",
    "back out",
    "backout plan",
    "back out plan",
    "revert",
    "revert plan",
    "undo",
    "recovery",
    "how we go back",
  ],
  Verification: [
    "verification",
    "verify",
    "checks",
    "validation",
    "acceptance",
    "how we know",
    "how we verify",
    "proof",
  ],
};
/** Its parts are named by its own reader; as data they bear their headings alone. */
const CHANGE_PLAN: Outline = { kind: "change-plan", title: "change plan", source: "own", version: 1, stages: [] };
const REQUIRED = ["Changes", "Consumers", "Migration", "Rollback"] as const;

/** A change plan without its path and hash, which `link` knows. */
export type ChangePlan = Omit<Plan, "id" | "hash">;

/** What a plan of another kind says in the words of a change plan; only its *Changes* table is held to their form. */
export function changeSections(root: Root): Pick<Plan, "entries" | "consumers" | "migration" | "rollback" | "defects"> {
  const known = knownSections(root, SECTIONS);
  const body = <T>(name: Name, read: (section: Section) => T): T | undefined => {
    const section = known.get(name);
    return section === undefined || isEmpty(section.nodes) ? undefined : read(section);
  };
  const changed = body("Changes", changes);
  const moved = body("Migration", migration);
  const back = body("Rollback", rollback);
  const tabled = changed !== undefined && changed.entries.length > 0;
  return {
    entries: changed?.entries ?? [],
    consumers: body("Consumers", consumers)?.consumers ?? [],
    ...(moved === undefined ? {} : { migration: moved.migration }),
    ...(back === undefined ? {} : { rollback: back.rollback }),
    defects: tabled ? changed.defects.filter((each) => each.defect !== "slot" || each.detail === "") : [],
  };
}

/** Reads the short plan for one pull request, with all that is wrong in it. */
export function changePlan(root: Root, matter: FrontMatter): ChangePlan {
  const known = knownSections(root, SECTIONS);
  const waived = planWaivers(matter);
  const defects: PlanDefect[] = [...frontMatterDefects(matter), ...waived.defects];
  const end = root.children.at(-1)?.position?.end.line ?? 1;
  const body = <T>(name: Name, read: (section: Section) => T): T | undefined => {
    const section = known.get(name);
    if (section === undefined) return undefined;
    if (!isEmpty(section.nodes)) return read(section);
    if (name !== "Verification")
      defects.push(defect("section-empty", name, "nothing below its heading", section.place));
    return undefined;
  };
  for (const name of REQUIRED)
    if (!known.has(name)) defects.push(defect("section-missing", name, "no such heading", { path: "", line: end }));
  for (const key of ["title", "owner"]) {
    const value = matter.values[key];
    const slot = typeof value === "string" ? slotIn(value) : undefined;
    if (slot !== undefined) defects.push(defect("slot", key, slot, { path: "", line: matter.line(key) }));
  }
  const changed = body("Changes", changes);
  const told = body("Consumers", consumers);
  const moved = body("Migration", migration);
  const back = body("Rollback", rollback);
  for (const read of [changed, told, moved, back]) defects.push(...(read?.defects ?? []));
  defects.push(...slots(root, (line) => partAt(known, line)));
  const { values } = matter;
  const heading = root.children.find((node) => node.type === "heading" && node.depth === 1);
  const title =
    typeof values["title"] === "string" ? values["title"] : heading === undefined ? "" : plain(heading).trim();
  const status = values["status"] === "draft" || values["status"] === "approved" ? values["status"] : "unknown";
  return {
    kind: "plan",
    place: { path: "", line: 1 },
    planKind: "change-plan",
    version: 1,
    profiles: [],
    front: {},
    parts: partsOf(root, CHANGE_PLAN),
    title,
    status,
    ...(typeof values["owner"] === "string" ? { owner: values["owner"] } : {}),
    entries: changed?.entries ?? [],
    consumers: told?.consumers ?? [],
    ...(moved === undefined ? {} : { migration: moved.migration }),
    ...(back === undefined ? {} : { rollback: back.rollback }),
    ...(waived.waivers.length === 0 ? {} : { waivers: waived.waivers }),
    defects: once(defects).toSorted((one, other) => one.place.line - other.place.line),
  };
}

const partAt = (known: ReadonlyMap<Name, Section>, line: number): string => {
  for (const [name, { place, nodes }] of known)
    if (line >= place.line && line <= (nodes.at(-1)?.position?.end.line ?? place.line)) return name;
  return "plan";
};

/** A slot may be seen both as a field and as a line. */
const once = (defects: readonly PlanDefect[]): readonly PlanDefect[] => [
  ...new Map(
    defects.map((each) => [
      [each.defect, each.place.line, each.detail, each.detail === "" || each.defect !== "slot" ? each.part : ""].join(
        "\n",
      ),
      each,
    ]),
  ).values(),
];
