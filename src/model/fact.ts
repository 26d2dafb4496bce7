import type { Exposure, Guarantee, Model, RawQuery, Semantic, Source, UnitTest, UserFunction } from "./dbt.ts";
import type { Migration, Operation, Statement } from "./migration.ts";
import type { Observation, Proof } from "./observation.ts";
import type { Place } from "./place.ts";
import type { Plan } from "./plan.ts";
import type { Setting } from "./setting.ts";
import type { Suppression } from "./suppression.ts";
import type { Table } from "./table.ts";

/** What a reader saw, or what the engine answered. */
export type Fact =
  | Migration
  | Statement
  | Operation
  | Table
  | Observation
  | Proof
  | Model
  | Source
  | Exposure
  | Guarantee
  | Semantic
  | RawQuery
  | UnitTest
  | UserFunction
  | Plan
  | Setting
  | Suppression;
export type Kind = Fact["kind"];
export type FactOf<K extends Kind> = Extract<Fact, { readonly kind: K }>;

/**
 * What a reader met and could not understand. It is shown; it is never taken for "clean".
 * `key` names the cause in kebab-case and is the same at base and head; `level` is set by where it stands.
 */
export interface Gap {
  readonly kind: "gap";
  readonly reader: string;
  readonly key: string;
  readonly place: Place;
  readonly reason: string;
  /** Text that could hide a change to something that exists (decision 8): it blocks in a migration that the pull request brings. */
  readonly opaque?: boolean;
  /** The statement that could not be read, where it is one. */
  readonly statement?: string;
  /** The migration that it is met in: a file may hold several. */
  readonly migration?: string;
}
