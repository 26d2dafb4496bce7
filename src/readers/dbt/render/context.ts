import { truth } from "../../../jinja/truth.ts";
import { answer } from "./answer.ts";
import { worded } from "../../../jinja/worded.ts";
import { pythonGlobals } from "../../../jinja/globals.ts";
import { jsonText } from "../../../jinja/json-text.ts";
import { returnFunction } from "../../../jinja/macro.ts";
import { datetimeModule, pytzModule } from "../../../jinja/modules/datetime.ts";
import { itertoolsModule } from "../../../jinja/modules/itertools.ts";
import { Module } from "../../../jinja/modules/module.ts";
import { reModule } from "../../../jinja/modules/re.ts";
import { rootScope, type Rendering } from "../../../jinja/render.ts";
import type { Run } from "../../../jinja/run.ts";
import type { Scope } from "../../../jinja/scope.ts";
import { Callable, Dict, Unknown, type Arguments, type Running, type Value } from "../../../jinja/value.ts";
import { Adapter, apiOf, runThings } from "./adapter.ts";
import { ConfigThing, envVar, placeOf, raised, readers, varFunction } from "./dbt-functions.ts";
import { Graph } from "./graph.ts";
import type { BookMacro } from "./macro-book.ts";
import { parsingFunctions } from "./parsed-text.ts";
import { PackageThing } from "./package-thing.ts";
import type { Recorder } from "./record.ts";
import { Relation } from "./relation.ts";
import type { RenderingOf, RenderingWorld } from "./rendering-world.ts";
import { targetOf } from "./target.ts";

const SILENT = ["log", "print", "write", "store_result", "store_raw_result", "set_sql_header", "doc"];
const modules = new Module("modules", [
  ["datetime", datetimeModule],
  ["re", reModule],
  ["pytz", pytzModule],
  ["itertools", itertoolsModule],
]);

const silent = (name: string): Value => new Callable(name, () => "", true);

const warehouse = (what: string): Value => new Callable("warehouse", () => answer(what), true);

/** Names that mean the same in every rendering. */
const SAME: readonly (readonly [string, Value])[] = [
  ...runThings,
  ...pythonGlobals,
  ["modules", modules],
  ["return", returnFunction],
  [
    "exceptions",
    new Module("exceptions", [
      ["warn", silent("warn")],
      ...["raise_compiler_error", "raise_not_implemented", "raise_database_error", "raise_dependency_error"].map(
        (name): [string, Value] => [name, new Callable(name, (args, run) => raised(run, args), true)],
      ),
    ]),
  ],
  [
    "flags",
    new Module("flags", [
      ["FULL_REFRESH", new Unknown("whether the run is a full refresh", false, true)],
      ["WHICH", new Unknown("the command of the run", "build", true)],
      ["STORE_FAILURES", false],
    ]),
  ],
  ["run_query", warehouse("the answer of a query")],
  ["load_result", warehouse("the answer of a query")],
  [
    "dataplan_unknown",
    new Callable(
      "dataplan_unknown",
      ({ positional: [reason, stand = null] }) =>
        truth(stand) ? new Unknown(worded(reason), stand) : answer(worded(reason)),
      true,
    ),
  ],
  [
    "tojson",
    new Callable("tojson", ({ positional, named }, run) =>
      jsonText(positional[0] ?? null, run, 0, named.get("sort_keys") === true),
    ),
  ],
  [
    "local_md5",
    new Callable(
      "local_md5",
      ({ positional }, run) => new Unknown(`the hash of ${run.text(positional[0] ?? "").slice(0, 80)}`),
    ),
  ],
  ...parsingFunctions,
  ["toyaml", new Callable("toyaml", () => new Unknown("`toyaml`"))],
  ...SILENT.map((name): [string, Value] => [name, silent(name)]),
];

/** dbt's names for one rendering. */
export class Context {
  readonly #world: RenderingWorld;
  readonly #names: ReadonlyMap<string, Value>;
  readonly #scopes = new Map<string, Scope>();
  readonly #macros = new Map<BookMacro, Value>();
  readonly #packages = new Map<string, Value>();
  readonly #rendering: () => Rendering;

  /** `rendering` is asked for later: it is made with a host that reports to the same recorder. */
  constructor(world: RenderingWorld, of: RenderingOf, recorder: Recorder, rendering: () => Rendering) {
    this.#world = world;
    this.#rendering = rendering;
    this.#names = namesOf(world, of, recorder, this);
  }

  /** The names that a macro of `owner` sees. */
  scope(owner: string): Scope {
    const known = this.#scopes.get(owner);
    if (known !== undefined) return known;
    const scope = rootScope([], (name) => this.#lookup(name, owner));
    this.#scopes.set(owner, scope);
    return scope;
  }

  /** Macros come before dbt's own names: a project may replace `ref`. */
  #lookup(name: string, owner: string): Value | undefined {
    const { book, project } = this.#world;
    const own = book.own(name, owner, project);
    if (own !== undefined) return this.#macro(own);
    const value = this.#names.get(name);
    if (value !== undefined) return value;
    if (book.isPackage(name)) return this.#package(name);
    const other = book.anywhere(name, project);
    return other === undefined ? undefined : this.#macro(other);
  }

  #package(name: string): Value {
    const known = this.#packages.get(name);
    if (known !== undefined) return known;
    const thing = new PackageThing(name, (macro) => {
      const found = this.#world.book.within(name, macro, this.#world.project);
      return found === undefined ? undefined : this.#macro(found);
    });
    this.#packages.set(name, thing);
    return thing;
  }

  #macro(macro: BookMacro): Value {
    const known = this.#macros.get(macro);
    if (known !== undefined) return known;
    const value = this.#rendering().macro(macro.node, macro.source, this.scope(macro.owner));
    this.#macros.set(macro, value);
    return value;
  }

  dispatch(name: string, pack: string | undefined): Value {
    const { book, project, searchOrder } = this.#world;
    const order = pack === undefined ? [] : (searchOrder.get(pack) ?? []);
    const found = book.dispatch(name, pack, project, project, order);
    return found === undefined ? new Unknown(`the macro \`${name}\`, which no package here has`) : this.#macro(found);
  }

  nested(text: string): Value {
    return this.#rendering().nested(text, this.scope(this.#world.project));
  }
}

function namesOf(
  world: RenderingWorld,
  of: RenderingOf,
  recorder: Recorder,
  context: Context,
): ReadonlyMap<string, Value> {
  const built = (): boolean => {
    recorder.askedIncremental = true;
    return of.incremental;
  };
  const adapter = new Adapter(world, of, built, (name, pack, run) => {
    const macro = context.dispatch(name, pack);
    if (macro instanceof Unknown)
      recorder.unknownMacros.push({ name: pack === undefined ? name : `${pack}.${name}`, ...placeOf(run as Run) });
    return macro;
  });
  const own = readers(world, recorder);
  const config = new ConfigThing(recorder, of);
  const variable = varFunction(world, recorder, (text) => context.nested(text));
  const { schema, identifier } = world.placed.get(`${world.project}.${of.name}`) ?? {
    schema: world.project,
    identifier: of.name,
  };
  const relation = new Relation(schema, identifier, world.adapter);
  const target = targetOf(world.production, world.project);
  return new Map<string, Value>([
    ...SAME,
    ...own,
    ["builtins", Dict.of({ ...Object.fromEntries(own), config, var: variable })],
    ["graph", new Graph(world.graph.nodes, recorder)],
    ["config", config],
    ["var", variable],
    ["env_var", envVar],
    ["this", relation],
    [
      "model",
      Dict.of({
        name: of.name,
        alias: identifier,
        path: of.path,
        original_file_path: of.path,
        unique_id: `model.${world.project}.${of.name}`,
        package_name: world.project,
        schema: world.project,
        resource_type: "model",
        config,
        meta: new Dict(),
        tags: [],
        columns: new Dict(),
      }),
    ],
    ["target", target],
    ["env", target],
    ["schema", target.attribute("schema")],
    ["database", target.attribute("database")],
    ["project_name", world.project],
    ["is_incremental", new Callable("is_incremental", built)],
    ["adapter", adapter],
    ["api", apiOf(world)],
    ["load_relation", adapter.attribute("load_relation")],
    ["dataplan_left_out", new Callable("dataplan_left_out", (args, run) => leftOut(world.adapter, args, run))],
    [
      "dataplan_left_out_of_star",
      new Callable("dataplan_left_out_of_star", (args, run) => `*${leftOut(world.adapter, args, run)}`),
    ],
  ]);
}

/** `* except (…)` in the words of the database. */
function leftOut(adapter: string, { positional }: Arguments, run: Running): string {
  const [names = []] = positional;
  if (!Array.isArray(names) || names.length === 0) return "";
  const word = ["bigquery", "databricks", "spark", "clickhouse"].includes(adapter) ? "except" : "exclude";
  return ` ${word} (${names.map((name: Value) => run.text(name)).join(", ")})`;
}
