import { childrenOf, type Element } from "./element.ts";

const DATABASES = new Set(
  (
    "postgresql postgres pg mysql mariadb oracle mssql sqlserver h2 hsqldb sqlite db2 db2z derby firebird informix " +
    "sybase asany edb cockroachdb snowflake ingres redshift"
  ).split(" "),
);
const POSTGRES = new Set(["postgresql", "postgres", "pg"]);

/** Does a `dbms` attribute let PostgreSQL in? */
export function forPostgres(dbms: string | undefined): boolean {
  const names = (dbms ?? "")
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((name) => name !== "");
  if (names.length === 0 || names.includes("all")) return true;
  if (names.includes("none") || names.includes("!postgresql")) return false;
  return names.includes("postgresql") || names.every((name) => name.startsWith("!"));
}

/** Certainly true, certainly false, or decided by how Liquibase is called. */
type Truth = boolean | undefined;

/** A context expression without the call's own contexts: names of databases are known, all others may be given or not. */
export function mayHold(expression: string | undefined): boolean {
  const tokens = (expression ?? "").toLowerCase().match(/[\w.:/-]+|[!(),]/g) ?? [];
  let at = 0;
  const any = (): Truth => {
    let value = all();
    while (tokens[at] === "or" || tokens[at] === ",") {
      at++;
      const next = all();
      value = value === true || next === true ? true : value === false && next === false ? false : undefined;
    }
    return value;
  };
  const all = (): Truth => {
    let value = one();
    while (tokens[at] === "and") {
      at++;
      const next = one();
      value = value === false || next === false ? false : value === true && next === true ? true : undefined;
    }
    return value;
  };
  const one = (): Truth => {
    const token = tokens[at++];
    if (token === "!" || token === "not") {
      const value = one();
      return value === undefined ? undefined : !value;
    }
    if (token === "(") {
      const value = any();
      at++;
      return value;
    }
    return token !== undefined && DATABASES.has(token) ? POSTGRES.has(token) : undefined;
  };
  return tokens.length > 400 || any() !== false;
}

/** Something that has to be there, or not, for a change set to run. */
export interface Guard {
  readonly present: boolean;
  readonly condition: Element;
}

/** When a change set runs: what must be there or not, and whether it is passed over where that does not hold. */
export interface Preconditions {
  readonly never: boolean;
  readonly skips: boolean;
  readonly guards: readonly Guard[];
}

export function preconditionsOf(element: Element): Preconditions {
  const found = childrenOf(element, "preConditions");
  const guards = found.flatMap((one) => guardsIn(one, true));
  const databases = guards.filter(({ condition }) => condition.name === "dbms");
  const never = databases.some(({ present, condition }) => forPostgres(condition.attributes["type"]) !== present);
  const skips = found.some(({ attributes }) => /^(?:MARK_RAN|CONTINUE)$/i.test(attributes["onFail"] ?? ""));
  return { never, skips, guards: guards.filter((guard) => !databases.includes(guard)) };
}

function guardsIn(element: Element, present: boolean): readonly Guard[] {
  return element.children.flatMap((child): readonly Guard[] => {
    if (child.name === "not") return guardsIn(child, !present);
    if (child.name === "and") return guardsIn(child, present);
    // What an `or` asks for is one thing that is not known.
    return [{ present, condition: child }];
  });
}

/** Which change does nothing where its object is there already, or is gone. */
const OWN: Readonly<Record<string, { readonly exists: string; readonly name: string; readonly present: boolean }>> = {
  createTable: { exists: "tableExists", name: "tableName", present: false },
  dropTable: { exists: "tableExists", name: "tableName", present: true },
  addColumn: { exists: "columnExists", name: "tableName", present: false },
  dropColumn: { exists: "columnExists", name: "tableName", present: true },
  createIndex: { exists: "indexExists", name: "indexName", present: false },
  dropIndex: { exists: "indexExists", name: "indexName", present: true },
  createSequence: { exists: "sequenceExists", name: "sequenceName", present: false },
  dropSequence: { exists: "sequenceExists", name: "sequenceName", present: true },
  dropView: { exists: "viewExists", name: "viewName", present: true },
};

const same = (one = "", other = ""): boolean => one !== "" && one.toLowerCase() === other.toLowerCase();

/** The precondition is the one that `IF [NOT] EXISTS` would be. */
export function isLenient(change: Element, { skips, guards }: Preconditions): boolean {
  const own = OWN[change.name];
  if (!skips || own === undefined) return false;
  return guards.some(
    ({ present, condition }) =>
      condition.name === own.exists &&
      present === own.present &&
      same(condition.attributes[own.name], change.attributes[own.name]),
  );
}

/** Conditions that ask for something else than the objects of the change set itself: whether it runs is not known. */
export function undecided(changes: readonly Element[], { skips, guards }: Preconditions): readonly Element[] {
  if (!skips) return [];
  const names = new Set(changes.flatMap(namesIn));
  return guards
    .map(({ condition }) => condition)
    .filter((condition) => !condition.name.endsWith("Exists") || !namesIn(condition).some((name) => names.has(name)));
}

const namesIn = ({ attributes, children }: Element): readonly string[] => [
  ...Object.entries(attributes).flatMap(([key, value]) => (/Name$/i.test(key) ? [value.toLowerCase()] : [])),
  ...children.flatMap(namesIn),
];
