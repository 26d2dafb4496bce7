import type { Waiver } from "./config.ts";
import type { Place } from "./place.ts";
import type { PlanPart, Said } from "./plan-part.ts";
import type { PlanSum } from "./plan-sum.ts";
import type { SubjectKind } from "./subject.ts";

/** What a plan says will be done, in one word of ours. */
export type PlannedAction =
  | "drop"
  | "rename"
  | "retype"
  | "require"
  | "index"
  | "constrain"
  | "rewrite"
  | "remove"
  | "other";

/** One row of a change plan's *Changes* table. */
export interface PlanEntry {
  /** The cell as written. */
  readonly change: string;
  readonly action: PlannedAction;
  /** The subject as written, and its names in order (`public.users.legacy_code` → three). */
  readonly subject: string;
  readonly names: readonly string[];
  /** The kind of thing, where the author says it ("model shop.orders"); a column is said to be of kind `table`. */
  readonly subjectKind?: SubjectKind;
  readonly fingerprint?: string;
  readonly phase?: string;
  readonly migration?: Said;
  readonly rollback?: Said;
  readonly announced?: string;
  readonly sunset?: string;
  readonly replacement?: string;
  readonly window?: string;
  readonly duration?: string;
  readonly watchedBy?: string;
  readonly place: Place;
}

export interface PlanConsumer {
  readonly consumer: string;
  readonly owner?: string;
  readonly told?: string;
  readonly place: Place;
}

/** The trigger of a rollback is objective when all three are there, the threshold as a quantity. */
export interface Trigger {
  readonly metric?: Said;
  readonly threshold?: Said;
  readonly window?: Said;
  /** Everything that the author wrote as trigger. */
  readonly text: string;
  readonly place: Place;
}

export interface RollbackSection {
  readonly trigger?: Trigger;
  readonly steps: readonly Said[];
  readonly owner?: Said;
  readonly dataLoss?: Said & { readonly class: "none" | "recoverable" | "permanent" | "unknown" };
  readonly restoreFrom?: Said;
  /** The named person who accepts a permanent loss. */
  readonly acceptedBy?: Said;
  readonly place: Place;
}

export interface MigrationSection {
  readonly steps: readonly Said[];
  /** "none needed", with its reason. */
  readonly none?: Said;
  readonly place: Place;
}

/** A defect of a plan that its own reader sees: a section that is missing or empty, a slot left unfilled. */
export interface PlanDefect {
  readonly defect: "section-missing" | "section-empty" | "slot" | "field-missing" | "value-vague" | "front-matter";
  /** Canonical name of the section or field, and what is wrong in a few plain words. */
  readonly part: string;
  readonly detail: string;
  /** What ought to stand there. */
  readonly expected: string;
  /** The author's own words that do not do. */
  readonly found?: string;
  /** Headings that mean nothing to us, and below which it may stand. */
  readonly perhaps?: readonly string[];
  readonly place: Place;
}

/** A plan in the repository, of any kind: what it says part by part, and what a change plan says beside. */
export interface Plan {
  readonly kind: "plan";
  readonly id: string;
  readonly place: Place;
  /** The name of its outline: `change-plan`, `data-plan`, `design-spec` … */
  readonly planKind: string;
  /** Its kind is not stated but was recognised by so many of its stages' headings. */
  readonly recognised?: number;
  /** The version of the template that it is written to. */
  readonly version: number;
  /** Which of a kind's profiles it says that it follows (`streaming`, `migration` …). */
  readonly profiles: readonly string[];
  readonly title: string;
  readonly status: "draft" | "approved" | "unknown";
  readonly owner?: string;
  readonly entries: readonly PlanEntry[];
  readonly consumers: readonly PlanConsumer[];
  readonly migration?: MigrationSection;
  readonly rollback?: RollbackSection;
  /** Findings that it asks to let pass: they count once the plan is on base and approved. */
  readonly waivers?: readonly Waiver[];
  readonly defects: readonly PlanDefect[];
  /** Every key of the front matter with a plain value, nested ones joined by a dot. */
  readonly front: Readonly<Record<string, Said>>;
  readonly parts: readonly PlanPart[];
  /** The sums that it states, in the order of its lines; absent where it states none. */
  readonly sums?: readonly PlanSum[];
  /** Hash of the whole text: a plan counts only where this pull request adds or edits it. */
  readonly hash: string;
}
