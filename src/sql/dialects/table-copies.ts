import type { Act, ActOf, Name, ScriptStatement } from "../act.ts";

/** An act with its statement's number. */
interface Step {
  readonly act: Act;
  readonly statement: number;
}

type Create = ActOf<"create-relation">;

const same = (one: Name, other: Name): boolean => one.name === other.name && one.schema === other.schema;

/**
 * A table that is made anew beside itself, filled from the old one and put in its place, is that table altered: SQLite knows
 * no other way for most changes. The acts of such a copy give way to one `rebuild-relation` where the new table is created.
 */
export function withRebuilds(statements: readonly ScriptStatement[]): readonly ScriptStatement[] {
  let steps: readonly Step[] = statements.flatMap(({ acts }, statement) => acts.map((act) => ({ act, statement })));
  const drops = steps.filter(({ act }) => act.do === "drop-relation" && act.kind === "table");
  if (drops.length === 0) return statements;
  const unguarded = !statements.some(({ sql }) =>
    /^\s*PRAGMA\s+(?:\w+\.)?foreign_keys\s*=?\s*\(?\s*['"]?(?:off|0|false|no)\b/i.test(sql),
  );
  let found = false;
  for (const drop of drops) {
    const copy = besideIt(steps, drop) ?? fromRenamed(steps, drop) ?? throughBackup(steps, drop);
    if (copy === undefined) continue;
    found = true;
    steps = rebuilt(steps, copy, unguarded);
  }
  if (!found) return statements;
  return statements.map((statement, i) => ({
    ...statement,
    acts: steps.filter((step) => step.statement === i).map(({ act }) => act),
  }));
}

interface Copy {
  readonly table: Name;
  readonly create: Step;
  readonly fill: Step;
  /** What the copy stands for, beside its CREATE. */
  readonly gone: readonly Step[];
}

const isCreate = (step: Step): step is Step & { act: Create } =>
  step.act.do === "create-relation" && step.act.kind === "table";

const fills = (step: Step, into: Name, from: Name): boolean =>
  (step.act.do === "change-rows" &&
    step.act.verb === "insert" &&
    same(step.act.relation, into) &&
    step.act.copies.some((name) => same(name, from))) ||
  (isCreate(step) && same(step.act.relation, into) && step.act.copies.some((name) => same(name, from)));

/** CREATE new; INSERT INTO new SELECT … FROM old; DROP old; RENAME new TO old. */
function besideIt(steps: readonly Step[], drop: Step): Copy | undefined {
  const old = drop.act.relation;
  const at = steps.indexOf(drop);
  const rename = steps
    .slice(at)
    .find(({ act }) => act.do === "rename-relation" && act.to === old.name && !same(act.relation, old));
  if (rename === undefined) return undefined;
  const made = rename.act.relation;
  const before = steps.slice(0, at);
  const create = before.findLast((step) => isCreate(step) && same(step.act.relation, made));
  const fill = before.find((step) => fills(step, made, old));
  return create === undefined || fill === undefined ? undefined : { table: old, create, fill, gone: [drop, rename] };
}

/** RENAME old TO aside; CREATE old; INSERT INTO old SELECT … FROM aside; DROP aside. */
function fromRenamed(steps: readonly Step[], drop: Step): Copy | undefined {
  const aside = drop.act.relation;
  const before = steps.slice(0, steps.indexOf(drop));
  const rename = before.findLast(({ act }) => act.do === "rename-relation" && act.to === aside.name);
  if (rename === undefined) return undefined;
  const old = rename.act.relation;
  const after = before.slice(before.indexOf(rename));
  const create = after.find((step) => isCreate(step) && same(step.act.relation, old));
  const fill = after.find((step) => fills(step, old, aside));
  return create === undefined || fill === undefined ? undefined : { table: old, create, fill, gone: [rename, drop] };
}

/** CREATE backup; INSERT INTO backup SELECT … FROM old; DROP old; CREATE old; INSERT INTO old SELECT … FROM backup; DROP backup. */
function throughBackup(steps: readonly Step[], drop: Step): Copy | undefined {
  const old = drop.act.relation;
  const at = steps.indexOf(drop);
  const create = steps.slice(at).find((step) => isCreate(step) && same(step.act.relation, old));
  if (create === undefined) return undefined;
  for (const saved of steps.slice(0, at)) {
    const backup = saved.act.relation;
    if (same(backup, old) || !fills(saved, backup, old)) continue;
    const fill = steps.slice(at).find((step) => fills(step, old, backup));
    if (fill === undefined) continue;
    const aside = steps.filter(
      ({ act }) => (act.do === "create-relation" || act.do === "drop-relation") && same(act.relation, backup),
    );
    return { table: old, create, fill, gone: [drop, saved, ...aside] };
  }
  return undefined;
}

function rebuilt(steps: readonly Step[], { table, create, fill, gone }: Copy, unguarded: boolean): readonly Step[] {
  const { act } = create;
  if (act.do !== "create-relation") return steps;
  const made = act.relation;
  const inserted = fill.act.do === "change-rows" ? fill.act : undefined;
  const columns = act.columns.length > 0 ? act.columns.map(({ name }) => name) : (act.outputs ?? []);
  const named = inserted === undefined || inserted.sets.length === 0 ? columns : inserted.sets;
  const items = inserted?.carries ?? act.carries ?? ["*"];
  const all = items[0] === "*" && items.length === 1;
  const rebuild: Act = {
    do: "rebuild-relation",
    spot: act.spot,
    relation: table,
    columns: act.columns,
    constraints: act.constraints,
    carried: named.map((to, i) => ({ to, ...from(all ? to : items[i]) })),
    partial: act.columns.length === 0,
    unguarded,
  };
  return steps.flatMap((step) => {
    if (step === create) return [{ act: rebuild, statement: step.statement }];
    if (step === fill || gone.includes(step)) return [];
    return same(step.act.relation, made) ? [{ ...step, act: { ...step.act, relation: table } }] : [step];
  });
}

const from = (column: string | undefined): { from?: string } => (column === undefined ? {} : { from: column });
