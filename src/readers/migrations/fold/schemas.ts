import type { ActOf } from "../../../sql/act.ts";
import { dropRelation, move } from "./relations.ts";
import { type Step, emit, target } from "./step.ts";

export function createSchema(act: ActOf<"create-schema">, step: Step): void {
  const { schemas } = step.state;
  const { name } = act.relation;
  const moot = act.lenient === true && schemas.has(name);
  const born = moot ? schemas.get(name) : step.migration;
  emit(step, act, { on: { subject: ["schema", name] }, moot, born }, { action: "other", node: "CreateSchemaStmt" });
  if (!moot) schemas.set(name, step.migration);
}

/** Everything of the schema that this history knows goes with it. */
export function dropSchema(act: ActOf<"drop-schema">, step: Step): void {
  const { cascade } = act;
  const { name } = act.relation;
  const relations = act.cascade ? step.state.relations().filter(({ schema }) => schema === name) : [];
  const inside = relations.map(({ name: table, born }) => ({
    subject: target(step, { schema: name, name: table }).subject,
    ...(born === undefined ? {} : { born }),
  }));
  const born = step.state.schemas.get(name);
  emit(
    step,
    act,
    { on: { subject: ["schema", name] }, born },
    { action: "schema-dropped", cascade, ifExists: act.lenient === true, inside },
  );
  for (const { kind, name: table } of relations)
    dropRelation({ ...act, do: "drop-relation", relation: { schema: name, name: table }, kind, cascade: true }, step);
  step.state.schemas.delete(name);
}

export function renameSchema(act: ActOf<"rename-schema">, step: Step): void {
  const { schemas } = step.state;
  const { name } = act.relation;
  const born = schemas.get(name);
  emit(step, act, { on: { subject: ["schema", name] }, born }, { action: "other", node: "Rename schema" });
  if (born !== undefined) schemas.set(act.to, born);
  schemas.delete(name);
  for (const relation of step.state.relations().filter(({ schema }) => schema === name)) {
    const on = target(step, { schema: name, name: relation.name });
    const to = [on.subject[0], act.to, relation.name] as const;
    emit(step, act, { on }, { action: "relation-renamed", to, view: on.subject[0] === "view" });
    move(step, relation, act.to, relation.name);
  }
}
