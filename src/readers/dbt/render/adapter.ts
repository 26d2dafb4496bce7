import {
  Callable,
  Dict,
  Thing,
  Undefined,
  Unknown,
  type Arguments,
  type Running,
  type Value,
} from "../../../jinja/value.ts";
import { standOf } from "../../../jinja/lift.ts";
import { Module } from "../../../jinja/modules/module.ts";
import { Column, quoteOf, Relation } from "./relation.ts";
import type { RenderingOf, RenderingWorld } from "./rendering-world.ts";

/** Names of types by what `api.Column.translate_type` is asked for. */
const TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  default: { string: "TEXT", timestamp: "TIMESTAMP", float: "FLOAT", integer: "INT", boolean: "BOOLEAN" },
  bigquery: { string: "STRING", timestamp: "TIMESTAMP", float: "FLOAT64", integer: "INT64", boolean: "BOOLEAN" },
};

export type Dispatch = (name: string, pack: string | undefined, run: Running) => Value;

/** `adapter`: what the warehouse would answer is not known, but for columns that were inferred. */
export class Adapter extends Thing {
  readonly #world: RenderingWorld;
  readonly #of: RenderingOf;
  readonly #built: () => boolean;
  readonly #dispatch: Dispatch;
  /** `built` answers whether the model's own table is there already. */
  constructor(world: RenderingWorld, of: RenderingOf, built: () => boolean, dispatch: Dispatch) {
    super();
    this.#world = world;
    this.#of = of;
    this.#built = built;
    this.#dispatch = dispatch;
  }

  text(): string {
    return this.#world.adapter;
  }

  attribute(name: string): Value {
    switch (name) {
      case "dispatch":
        return new Callable(
          name,
          ({ positional, named }, run) => {
            const pack = positional[1] ?? named.get("macro_namespace") ?? named.get("packages");
            return this.#dispatch(
              run.text(positional[0] ?? named.get("macro_name") ?? ""),
              typeof pack === "string" ? pack : undefined,
              run,
            );
          },
          true,
        );
      case "type":
        return new Callable(name, () => this.#world.adapter);
      case "quote":
        return new Callable(name, ({ positional }, run) => this.#quote(run.text(positional[0] ?? "")), true);
      case "quote_as_configured":
        return new Callable(name, ({ positional }) => positional[0] ?? "");
      case "get_columns_in_relation":
        return new Callable(name, ({ positional }, run) => this.#columns(positional[0] ?? null, run), true);
      case "get_relation":
      case "load_relation":
        return new Callable(name, (args, run) => this.#relation(args, run), true);
      default:
        return new Unknown(`what \`adapter.${name}\` answers`);
    }
  }

  #quote(name: string): string {
    const quote = quoteOf(this.#world.adapter) === "" ? '"' : quoteOf(this.#world.adapter);
    return quote + name + quote;
  }

  /** That a table stands in the warehouse is taken for granted; the model's own does once it was built. */
  #relation(args: Arguments, run: Running): Value {
    const asked = standOf(args.positional[0] ?? null);
    const identifier = asked instanceof Relation ? asked.identifier : part(args, 2, "identifier", run);
    if (identifier === undefined) return new Unknown("whether a relation stands in the warehouse");
    const schema = asked instanceof Relation ? asked.schema : (part(args, 1, "schema", run) ?? "schema");
    const relation = new Relation(schema, identifier, this.#world.adapter);
    if (identifier === this.#of.name && schema === this.#world.project) return this.#built() ? relation : null;
    return new Unknown(`whether ${relation.text()} stands in the warehouse`, relation, true);
  }

  #columns(of: Value, run: Running): Value {
    const relation = standOf(of);
    const text = relation instanceof Relation ? `${relation.schema}.${relation.identifier}`.toLowerCase() : undefined;
    const known = text === undefined ? undefined : this.#of.columns?.(text);
    if (known !== undefined)
      return known.map(
        ({ name, type }) =>
          new Column(name, type ?? new Unknown(`the type of the column \`${name}\``), this.#world.adapter),
      );
    return new Unknown(
      `the columns of ${relation instanceof Undefined ? "a relation" : run.text(relation).slice(0, 200)}`,
      [],
    );
  }
}

const part = ({ positional, named }: Arguments, at: number, name: string, run: Running): string | undefined => {
  const value = positional[at] ?? named.get(name);
  return value === undefined || value === null ? undefined : run.text(value);
};

/** `api`: relations and columns that a template makes by itself. */
export function apiOf(world: RenderingWorld): Module {
  const create = new Callable(
    "create",
    (args, run) =>
      new Relation(part(args, 1, "schema", run) ?? "schema", part(args, 2, "identifier", run) ?? "", world.adapter),
    true,
  );
  const translate = (args: Arguments, run: Running): Value => {
    const asked = part(args, 0, "dtype", run) ?? "";
    return (TYPES[world.adapter] ?? TYPES["default"])?.[asked.toLowerCase()] ?? asked;
  };
  return new Module("api", [
    [
      "Relation",
      new Module("api.Relation", [
        ["create", create],
        ["add_ephemeral_prefix", new Callable("add_ephemeral_prefix", ({ positional }) => positional[0] ?? null)],
      ]),
    ],
    [
      "Column",
      new Module("api.Column", [
        ["translate_type", new Callable("translate_type", translate)],
        [
          "create",
          new Callable(
            "create",
            (args, run) => new Column(part(args, 0, "name", run) ?? "", args.positional[1] ?? null, world.adapter),
          ),
        ],
        [
          "numeric_type",
          new Callable(
            "numeric_type",
            (args, run) => `numeric(${part(args, 1, "precision", run)},${part(args, 2, "scale", run)})`,
          ),
        ],
        ["string_type", new Callable("string_type", (args, run) => `character varying(${part(args, 0, "size", run)})`)],
      ]),
    ],
  ]);
}

/** What a run alone knows of itself. */
export const runThings: readonly (readonly [string, Value])[] = [
  // As when the SQL is made that runs: what stands in the other branches is walked for what it reads, as dbt's parsing would.
  ["execute", new Unknown("`execute`, which is false while dbt parses", true, true)],
  ["run_started_at", new Unknown("the moment of the run")],
  ["invocation_id", new Unknown("the id of the run")],
  ["thread_id", new Unknown("the thread of the run")],
  ["invocation_args_dict", new Unknown("the arguments of the run", new Dict())],
  ["selected_resources", new Unknown("what the run selects", [])],
  ["dbt_version", new Unknown("the version of dbt", "1.10.0", true)],
  ["results", new Unknown("the results of the run", [])],
];
