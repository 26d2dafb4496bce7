import type { CallExpr, Expr, Joined, JoinKind, Name, Source } from "../query.ts";
import { lowerExpression, lowerItem, skeleton } from "./lower-expression.ts";
import { listOf, nameOf, namesOf, QUERIES, type Raw, rawOf, textOf, variantOf } from "./raw.ts";

const HOW: Readonly<Record<string, JoinKind>> = {
  Inner: "inner",
  Left: "left",
  LeftOuter: "left",
  Right: "right",
  RightOuter: "right",
  Full: "full",
  FullOuter: "full",
  Outer: "full",
  Cross: "cross",
  Implicit: "cross",
  CrossApply: "cross",
  OuterApply: "left",
  Natural: "inner",
  NaturalLeft: "left",
  NaturalRight: "right",
  NaturalFull: "full",
  Straight: "inner",
  Lateral: "inner",
  LeftLateral: "left",
  Array: "cross",
  LeftArray: "left",
  Semi: "semi",
  LeftSemi: "semi",
  Anti: "anti",
  LeftAnti: "anti",
  Any: "inner",
};

/** FROM, joins and lateral views of a SELECT, in order. */
export function lowerFrom(parts: Raw): readonly Joined[] {
  const from = listOf(rawOf(parts["from"])["expressions"]).map((raw, i): Joined =>
    plain(lowerSource(raw), i === 0 ? "from" : "cross"),
  );
  const views = listOf(parts["lateral_views"]).map((raw): Joined =>
    plain(view(rawOf(raw)), rawOf(raw)["outer"] === true ? "left" : "cross"),
  );
  return [...from, ...listOf(parts["joins"]).map(join), ...views];
}

const plain = (source: Source, how: JoinKind): Joined => ({ source, how, natural: false, on: [], using: [] });

function join(raw: unknown): Joined {
  const parts = rawOf(raw);
  const kind = textOf(parts["kind"]) ?? "";
  const { on, using } = parts;
  const pivots = listOf(parts["pivots"]);
  const extra = parts["match_condition"];
  const conditions = [on, extra].filter((one) => one !== null && one !== undefined);
  return {
    source: pivots.length > 0 ? other(lowerSource(parts["this"]), parts) : lowerSource(parts["this"]),
    how: HOW[kind] ?? "other",
    natural: kind.startsWith("Natural"),
    on: conditions.map(lowerExpression),
    using: namesOf(using),
  };
}

function other(source: Source, parts: Raw): Source {
  const call: CallExpr = { kind: "call", op: "pivots", ...skeleton(parts["pivots"]) };
  return { kind: "call", call, name: "pivots", ordinality: false, ...named(source.alias, source.columns) };
}

const named = (alias: Name | undefined, columns: readonly Name[]) => ({
  columns,
  ...(alias !== undefined && { alias }),
});

/** One thing that rows come from. */
export function lowerSource(raw: unknown): Source {
  const [op = "", body] = variantOf(raw) ?? [];
  const parts = rawOf(body);
  const given = named(nameOf(parts["alias"]), [
    ...namesOf(parts["column_aliases"]),
    ...namesOf(parts["alias_columns"]),
  ]);
  switch (op) {
    case "table":
      return table(parts, given);
    case "annotated":
      return lowerSource(parts["this"]);
    case "paren":
      return lowerSource(parts["this"]);
    case "alias": {
      const of = lowerSource(parts["this"]);
      const columns = given.columns.length > 0 ? given.columns : of.columns;
      return { ...of, ...given, columns };
    }
    case "subquery": {
      const [inside = ""] = variantOf(parts["this"]) ?? [];
      const nested = !QUERIES.has(inside) && inside !== "paren" && inside !== "annotated";
      if (nested) return { ...lowerSource(parts["this"]), ...given };
      return { kind: "query", of: { raw }, ...given };
    }
    case "values":
      return { kind: "query", of: { raw }, ...given };
    case "tuple": {
      // `f() as t(a int, b text)`: a relation, and an alias with the types of its columns.
      const [of, alias] = listOf(parts["expressions"]);
      const { table_alias: typed } = rawOf(alias);
      if (typed === undefined) return called(lowerExpression(raw), given);
      const { this: name, columns } = rawOf(typed);
      const definitions = listOf(columns).map((one) => rawOf(rawOf(one)["column_def"])["name"]);
      return { ...lowerSource(of), ...named(nameOf(name), namesOf(definitions)) };
    }
    case "joined_table": {
      const left = plain(lowerSource(parts["left"]), "from");
      return { kind: "nest", from: [left, ...listOf(parts["joins"]).map(join)], ...given };
    }
    case "unnest": {
      const offset = nameOf(parts["offset_alias"]);
      const { text, args } = skeleton({ this: parts["this"], expressions: parts["expressions"] });
      const call = { kind: "call", op: "unnest", text, args } as const;
      const ordinality = parts["with_ordinality"] === true;
      return { kind: "call", call, name: "unnest", ordinality, ...given, ...(offset !== undefined && { offset }) };
    }
    case "lateral":
      return lateral(parts);
    case "pivot":
      return pivot(parts, given);
    case "unpivot":
      return unpivot(parts, given);
    default:
      if (QUERIES.has(op)) return { kind: "query", of: { raw }, ...given };
      return called(lowerExpression(raw), given);
  }
}

type Given = ReturnType<typeof named>;

function called(call: Expr, given: Given): Source {
  if (call.kind === "query") return { kind: "query", of: call, ...given };
  // `table(flatten(…))` is what stands inside of it.
  const [only] = call.kind === "call" && call.op === "table" ? call.args : [];
  if (only !== undefined) return called(only, given);
  const name = call.kind === "call" ? call.op : call.kind;
  return { kind: "call", call, name, ordinality: false, ...given };
}

function table(parts: Raw, given: Given): Source {
  const { name, schema, catalog, alias: _alias, column_aliases: _columns, identifier_func: dynamic, ...rest } = parts;
  const names = [catalog, schema, name].map(nameOf).filter((one) => one !== undefined);
  const { text, args } = skeleton(rest);
  const extra: readonly Expr[] = text === "{}" ? [] : [{ kind: "call", op: "of", text, args }];
  if (dynamic !== null && dynamic !== undefined) return called(lowerExpression(dynamic), given);
  const split = names.flatMap((one) =>
    one.quoted && one.text.includes(".") ? one.text.split(".").map((text) => ({ ...one, text })) : [one],
  );
  return { kind: "table", parts: split, extra, ...given };
}

function lateral(parts: Raw): Source {
  const alias = textOf(parts["alias"]);
  const columns = listOf(parts["column_aliases"]).flatMap((one) =>
    typeof one === "string" ? [{ text: one, quoted: false }] : [],
  );
  const given = named(
    alias === undefined ? undefined : { text: alias, quoted: parts["alias_quoted"] === true },
    columns,
  );
  return { ...lowerSource(parts["this"]), ...given };
}

function view(parts: Raw): Source {
  const of = called(
    lowerExpression(parts["this"]),
    named(nameOf(parts["table_alias"]), namesOf(parts["column_aliases"])),
  );
  return of;
}

function pivot(parts: Raw, given: Given): Source {
  const fields = listOf(parts["fields"]).map((raw) => {
    const [, body] = variantOf(raw) ?? [];
    const { this: of, expressions, query } = rawOf(body);
    const values = listOf(expressions).map(lowerItem);
    const any = values.some(({ expr }) => expr.kind === "call" && expr.op === "pivot_any");
    const open = any || values.length === 0 || (query !== null && query !== undefined);
    return { of: lowerExpression(of), values, open };
  });
  const of = lowerSource(parts["this"]);
  const aggregates = [...listOf(parts["expressions"]), ...listOf(parts["using"])].map(lowerItem);
  return { kind: "pivot", of, aggregates, fields, ...given };
}

function unpivot(parts: Raw, given: Given): Source {
  const name = nameOf(parts["name_column"]) ?? { text: "name", quoted: false };
  const values = [nameOf(parts["value_column"]), ...namesOf(parts["extra_value_columns"])].filter(
    (one) => one !== undefined,
  );
  const from = listOf(parts["columns"]).map((raw) => lowerItem(raw).expr);
  return { kind: "unpivot", of: lowerSource(parts["this"]), values, name, from, ...given };
}
