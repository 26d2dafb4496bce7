import type { Gap } from "../../model/fact.ts";
import type { Assembled } from "./assemble.ts";
import { gap } from "./gap.ts";
import { installersOf } from "./installers.ts";
import type { ReadCall } from "./render/record.ts";

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
  readonly #installers: ReadonlyMap<string, readonly Assembled[]>;

  constructor(names: ReadonlyMap<string, Names>, assembled: readonly Assembled[]) {
    this.#names = names;
    this.#installers = installersOf(assembled);
    const byRoot = new Map(assembled.map(({ project }) => [`/${project.root}`, project.id]));
    this.#packages = new Map(
      assembled.map(({ project, packages }) => [project.id, packages.map((one) => byRoot.get(one) ?? one)]),
    );
  }

  /**
   * Own project first, then the projects it uses, then those that install it: a package may read what it does not bring. A name
   * that leads nowhere keeps every id that it may have had.
   */
  ref(project: string, name: string, version: string | undefined, from?: string): readonly string[] {
    if (from !== undefined) return [this.#id(from, name, version)];
    const candidates = [project, ...this.#uses(project)];
    const has = (one: string): boolean => this.#names.get(one)?.nodes.has(name) === true;
    const home = candidates.find(has) ?? this.#installers.get(project)?.find((one) => has(one.project.id))?.project.id;
    return home === undefined ? candidates.map((one) => this.#id(one, name, version)) : [this.#id(home, name, version)];
  }

  source(project: string, source: string, table: string): readonly string[] {
    const candidates = [project, ...this.#uses(project)];
    const home = candidates.find((one) => this.#names.get(one)?.sources.has(`${source}.${table}`) === true);
    return [`source.${home ?? project}.${source}.${table}`];
  }

  /** The ids that a call may mean; undefined where its name is only known to a run. */
  idsOf(call: ReadCall, project: string): readonly string[] | undefined {
    if (call.kind === "ref")
      return call.name === undefined ? undefined : this.ref(project, call.name, call.version, call.package);
    if (call.kind === "function")
      return call.name === undefined ? undefined : [`function.${call.package ?? project}.${call.name}`];
    const { source, table } = call;
    return source === undefined || table === undefined ? undefined : this.source(project, source, table);
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
export function readsOf(calls: readonly ReadCall[], project: string, resolver: Resolver): Reads {
  const ids = new Set<string>();
  const gaps: Gap[] = [];
  for (const call of calls) {
    const found = resolver.idsOf(call, project);
    if (found === undefined)
      gaps.push(gap("ref-computed", call.path, call.line, `\`${call.kind}\` of a name that only a run knows`));
    else for (const id of found) ids.add(id);
  }
  return { ids: [...ids].sort(), gaps };
}
