import type { Operation } from "../../../model/migration.ts";
import type { Place } from "../../../model/place.ts";
import type { Subject } from "../../../model/subject.ts";
import type { Act, Name, RelationKind, TextGap } from "../../../sql/act.ts";
import type { Relation, State } from "./state.ts";

type Told =
  | "kind"
  | "id"
  | "place"
  | "migration"
  | "direction"
  | "statement"
  | "subject"
  | "relation"
  | "relationBorn"
  | "moot";
type Untold<T> = T extends unknown ? Omit<T, Told> : never;

/** An operation but for what every operation says. */
export type Detail = Untold<Operation>;

/** One statement on its way through the history. */
export interface Step {
  readonly state: State;
  readonly migration: string;
  readonly direction: "up" | "down";
  readonly statement: string;
  readonly file: string;
  /** Schemas that an unqualified name is looked for in. */
  path: readonly string[];
  readonly operations: Operation[];
  /** What called functions hide, placed at the call. */
  readonly gaps: TextGap[];
  /** Functions that are being followed. */
  readonly within: readonly string[];
}

/** What a name meant at that moment. */
export interface Target {
  readonly schema: string;
  readonly name: string;
  readonly subject: Subject;
  /** Absent where this history never made it nor touched it, or took it away. */
  readonly relation?: Relation;
  /** By the history it is not there any more. */
  readonly gone: boolean;
}

export function target(step: Step, name: Name, kind: RelationKind = "table"): Target {
  const schema = step.state.schemaOf(name, step.path);
  const relation = step.state.get(schema, name.name);
  const what = (relation?.kind ?? kind) === "table" ? "table" : "view";
  const found = { schema, name: name.name, subject: [what, schema, name.name] as const };
  return relation === undefined
    ? { ...found, gone: step.state.isGone(schema, name.name) }
    : { ...found, relation, gone: false };
}

/** The relation, or the little that can be said of one that this history did not make. */
export function relationOf(step: Step, found: Target, act: Act): Relation {
  return (
    found.relation ?? {
      id: `${found.schema}.${found.name}`,
      parents: [],
      reads: [],
      schema: found.schema,
      name: found.name,
      kind: found.subject[0] === "view" ? "view" : "table",
      place: placeOf(step, act),
      temporary: false,
      partial: true,
      columns: new Map(),
      constraints: new Map(),
      indexes: new Map(),
    }
  );
}

export const placeOf = (step: Step, act: Pick<Act, "spot">): Place => ({
  path: step.file,
  line: act.spot.line,
  column: act.spot.column,
  endLine: act.spot.endLine,
});

export interface Emission {
  readonly on: Pick<Target, "subject"> & { readonly relation?: Relation | undefined };
  /** Where it is not the relation itself. */
  readonly subject?: Subject;
  readonly moot?: boolean;
  readonly born?: string | undefined;
}

export function emit(step: Step, act: Pick<Act, "spot">, { on, subject, moot, born }: Emission, detail: Detail): void {
  const relationBorn = born ?? on.relation?.born;
  step.operations.push({
    kind: "operation",
    id: `${step.statement}/${step.operations.length}`,
    place: placeOf(step, act),
    migration: step.migration,
    direction: step.direction,
    statement: step.statement,
    subject: subject ?? on.subject,
    relation: on.subject,
    ...(relationBorn === undefined ? {} : { relationBorn }),
    ...(moot === true ? { moot } : {}),
    ...detail,
  });
}

export const columnOf = (subject: Subject, column: string): Subject => [...subject, column];
