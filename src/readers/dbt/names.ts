import type { Gap } from "../../model/fact.ts";
import type { Assembled } from "./assemble.ts";
import { evaluate, type Vars } from "./evaluate.ts";
import { gap } from "./gap.ts";
import { jinjaTags } from "./jinja-tags.ts";
import { readTemplate, type Call } from "./template.ts";
import type { Plain } from "./yaml-get.ts";

/** What the names of one project lead to. */
export interface Names {
  /** Model name → the name that an unpinned `ref` means, and the names of its versions. */
  readonly nodes: ReadonlyMap<string, { readonly latest: string; readonly versions: ReadonlyMap<string, string> }>;
  readonly sources: ReadonlySet<string>;
}

/** Ids by what `ref` and `source` say, over all projects of the repository. */
export class Resolver {
  readonly #names: ReadonlyMap<string, Names>;
  readonly #packages: ReadonlyMap<string, readonly string[]>;

  constructor(names: ReadonlyMap<string, Names>, assembled: readonly Assembled[]) {
    this.#names = names;
    const byRoot = new Map(assembled.map(({ project }) => [`/${project.root}`, project.id]));
    this.#packages = new Map(
      assembled.map(({ project, packages }) => [project.id, packages.map((one) => byRoot.get(one) ?? one)]),
    );
  }

  /** Own project first, then the projects it uses. A name that leads nowhere keeps every id that it may have had. */
  ref(project: string, name: string, version: string | undefined, from?: string): readonly string[] {
    if (from !== undefined) return [this.#id(from, name, version)];
    const candidates = [project, ...this.#uses(project)];
    const home = candidates.find((one) => this.#names.get(one)?.nodes.has(name) === true);
    return home === undefined ? candidates.map((one) => this.#id(one, name, version)) : [this.#id(home, name, version)];
  }

  source(project: string, source: string, table: string): readonly string[] {
    const candidates = [project, ...this.#uses(project)];
    const home = candidates.find((one) => this.#names.get(one)?.sources.has(`${source}.${table}`) === true);
    return [`source.${home ?? project}.${source}.${table}`];
  }

  #id(project: string, name: string, version: string | undefined): string {
    const node = this.#names.get(project)?.nodes.get(name);
    const versioned = version === undefined ? node?.latest : (node?.versions.get(version) ?? `${name}.v${version}`);
    return `model.${project}.${versioned ?? name}`;
  }

  #uses(project: string): readonly string[] {
    const found = new Set<string>();
    const queue = [...(this.#packages.get(project) ?? [])];
    for (const next of queue) {
      if (next === project || found.has(next)) continue;
      found.add(next);
      queue.push(...(this.#packages.get(next) ?? []));
    }
    return [...found];
  }
}

export interface Reads {
  readonly ids: readonly string[];
  readonly gaps: readonly Gap[];
}

/** What `ref` and `source` calls lead to; a name that is computed is a gap at its line. */
export function readsOf(calls: readonly Call[], path: string, project: string, vars: Vars, resolver: Resolver): Reads {
  const ids = new Set<string>();
  const gaps: Gap[] = [];
  for (const call of calls) {
    if (call.name === "config") continue;
    const args = call.args.positional.map((value) => evaluate(value, vars));
    const found = call.name === "ref" ? refIds(call, args) : sourceIds(args);
    if (found === undefined)
      gaps.push(gap("ref-computed", path, call.line, `\`${call.name}\` of a name that only a run knows`));
    else for (const id of found) ids.add(id);
  }
  return { ids: [...ids].sort(), gaps };

  function refIds(call: Call, args: readonly (Plain | undefined)[]): readonly string[] | undefined {
    const pinned = call.args.named["v"] ?? call.args.named["version"];
    const version = pinned === undefined ? undefined : evaluate(pinned, vars);
    const wanted = typeof version === "string" || typeof version === "number" ? String(version) : undefined;
    if (pinned !== undefined && wanted === undefined) return undefined;
    const [first, second] = args;
    if (typeof first !== "string" || args.length > 2) return undefined;
    if (args.length === 1) return resolver.ref(project, first, wanted);
    return typeof second === "string" ? resolver.ref(project, second, wanted, first) : undefined;
  }

  function sourceIds([source, table]: readonly (Plain | undefined)[]): readonly string[] | undefined {
    return typeof source === "string" && typeof table === "string"
      ? resolver.source(project, source, table)
      : undefined;
  }
}

/** The calls in a value of a properties file, which may be written with or without the braces. */
export function callsIn(text: string, line: number): readonly Call[] {
  const bare = jinjaTags(text).tags.length === 0;
  const [body] = readTemplate(bare ? `{{ ${text} }}` : text).units;
  return (body?.calls ?? []).map((call) => ({ ...call, line }));
}
