import type { Guarantee, Model, ModelColumn, ModelConstraint } from "../../model/dbt.ts";
import type { Gap } from "../../model/fact.ts";
import type { DeclaredConstraint } from "./constraints-of.ts";
import { gap } from "./gap.ts";
import { flat } from "./kept-settings.ts";
import { modelQuery, wholeQuery } from "./model-query.ts";
import { readsOf, type Resolver } from "./names.ts";
import type { Piece } from "./pieces.ts";
import type { Project } from "./project.ts";
import type { DeclaredColumn } from "./properties.ts";
import type { Sharper } from "./artifacts/sharpen.ts";
import { checksOf } from "./quality/checks-of.ts";
import type { GenericTest } from "./quality/generic-tests.ts";
import type { Renames } from "./sql-renames.ts";
import { testSettings, warnsBy } from "./test-settings.ts";
import type { DeclaredTest } from "./tests-of.ts";

/** What every fact of one project needs to know of the rest. */
export interface Around {
  readonly project: Project;
  readonly resolver: Resolver;
  /** Group → its owner. */
  readonly groups: ReadonlyMap<string, string>;
  /** The generic tests that the repository defines itself. */
  readonly own: ReadonlyMap<string, GenericTest>;
  readonly sharper: Sharper;
}

/** Settings whose unknown value could hide something that we judge; a model that may be enabled is taken to be there. */
const JUDGED: ReadonlySet<string> = new Set(["contract", "access"]);

/** One model, seed or snapshot with what it promises. A disabled one is not there, as for dbt. */
export function modelFacts(piece: Piece, around: Around): readonly (Model | Guarantee | Gap)[] {
  const { file, settings, rendered } = piece;
  if (settings.enabled === false) return [];
  const { project, groups } = around;
  const id = `model.${project.id}.${piece.name}`;
  const { reads, words, star, renames, gaps } = body(piece, around);
  const owner =
    settings.owner ?? (settings.group === undefined ? undefined : (groups.get(settings.group) ?? settings.group));
  const query =
    rendered === undefined
      ? wholeQuery(file, project, around.resolver)
      : modelQuery(rendered, project, around.resolver);
  const materialized = file.materialized ?? settings.materialized;
  const declaredIn = piece.declaredIn ?? file.path;
  const constraints = constraintsOf(piece, declaredIn);
  const model: Model = {
    kind: "model",
    id,
    place: { path: file.path, line: file.line },
    subject: ["model", project.id, piece.name],
    resource: file.resource,
    project: project.id,
    name: piece.name,
    path: file.path,
    contract: settings.contract ?? false,
    ...(piece.version !== undefined && { version: piece.version, latest: piece.latest }),
    ...(settings.group !== undefined && { group: settings.group }),
    columns: columnsOf(piece.columns, declaredIn),
    ...(constraints.length > 0 && { constraints }),
    reads,
    words,
    star,
    renames: Object.fromEntries([...renames].map(([word, aliases]) => [word, [...aliases].toSorted()])),
    ...(materialized !== undefined && { materialized }),
    ...(settings.access !== undefined && { access: settings.access }),
    ...(owner !== undefined && { owner }),
    ...(Object.keys(settings.kept).length > 0 && { settings: flat(settings.kept) }),
    ...(piece.node?.described === true && { described: true as const }),
    ...(query !== undefined && { query }),
    ...seedOf(piece),
    ...sharpened(`model.${project.name}.${piece.name}`, around.sharper),
    ...(rendered !== undefined && rendered.chance.length > 0 && { chance: rendered.chance }),
  };
  const computed = settings.computed.filter((key) => JUDGED.has(key));
  const unknown = computed.map((key) =>
    gap("config-computed", file.path, file.line, `\`${key}\` has a value that only a run knows`),
  );
  return [model, ...guaranteesOf(id, piece.node?.tests ?? [], piece.columns, declaredIn, around), ...gaps, ...unknown];
}

/** What dbt's own artefacts say of a model. */
function sharpened(id: string, { relations, columns }: Sharper): Pick<Model, "relation" | "known"> {
  const { database, schema, identifier } = relations.get(id) ?? {};
  const known = columns.get(id);
  const parts = [database, schema, identifier].filter((part) => part !== undefined);
  return {
    ...(schema !== undefined && identifier !== undefined && { relation: parts.join(".") }),
    ...(known !== undefined && { known }),
  };
}

interface Body {
  readonly reads: readonly string[];
  readonly words: readonly string[];
  readonly star: boolean;
  readonly renames: Renames;
  readonly gaps: readonly Gap[];
}

function body({ file, rendered }: Piece, { project, resolver }: Around): Body {
  const ways = rendered === undefined ? [] : [rendered.full, rendered.increment].filter((way) => way !== undefined);
  const { ids, gaps } = readsOf([...(file.takes ?? []), ...ways.flatMap(({ reads }) => reads)], project.id, resolver);
  const words = rendered?.words;
  return {
    reads: ids,
    words: [...(words?.words ?? file.words ?? [])].toSorted(),
    star: words?.star ?? file.takes !== undefined,
    renames: words?.renames ?? new Map(),
    gaps: [...gaps, ...ways.flatMap((way) => way.gaps)],
  };
}

export const columnsOf = (columns: readonly DeclaredColumn[], path: string): readonly ModelColumn[] =>
  columns.map(({ name, line, type, described, tests }) => ({
    name,
    ...(type !== undefined && { type }),
    ...(described && { described }),
    tests: tests.map(({ text }) => text),
    place: { path, line },
  }));

function seedOf({ file: { resource, parsed } }: Piece): Pick<Model, "header" | "seed"> {
  if (resource !== "seed" || parsed === undefined) return {};
  const { header, table } = parsed;
  return { header, ...(table !== undefined && { seed: table }) };
}

function constraintsOf({ constraints, columns }: Piece, path: string): readonly ModelConstraint[] {
  const of = ({ type, spelt, line, quiet }: DeclaredConstraint): ModelConstraint => ({
    type,
    spelt,
    ...(quiet && { quiet }),
    place: { path, line },
  });
  return [
    ...constraints.map(of),
    ...columns.flatMap((column) => column.constraints.map((one) => ({ ...of(one), column: column.name }))),
  ];
}

/** The tests on a model or source and on its columns, each a promise to its readers. */
export function guaranteesOf(
  on: string,
  tests: readonly DeclaredTest[],
  columns: readonly DeclaredColumn[],
  path: string,
  { project, own }: { readonly project: Project; readonly own: ReadonlyMap<string, GenericTest> },
): readonly Guarantee[] {
  const of = ({ text, line, layers }: DeclaredTest, column?: string): readonly Guarantee[] => {
    // A constraint is no test of dbt's.
    const settings = text.startsWith("constraint ") ? {} : testSettings(project, path, layers);
    if (settings === undefined) return [];
    const id = `guarantee.${on}.${column ?? ""}.${text}`;
    const said = Object.keys(settings).length > 0;
    const warns = warnsBy(settings) ? { warns: true as const } : {};
    const place = { path, line };
    const onColumn = column === undefined ? {} : { column };
    const spelt = { test: text, ...onColumn, ...warns, ...(said && { settings }) };
    const checks = checksOf(spelt, own);
    return [{ kind: "guarantee", id, place, on, ...spelt, ...(checks.length > 0 && { checks }) }];
  };
  return [
    ...tests.flatMap((test) => of(test)),
    ...columns.flatMap((column) => column.tests.flatMap((test) => of(test, column.name))),
  ];
}
