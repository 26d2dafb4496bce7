import type { MacroNode } from "../../../jinja/tree.ts";
import type { Source } from "../../../jinja/source.ts";

/** A macro and the file that it stands in. */
export interface BookMacro {
  readonly node: MacroNode;
  readonly source: Source;
  /** Whose macro it is: its names are looked up there first. */
  readonly owner: string;
}

export type Shelf = ReadonlyMap<string, BookMacro>;

/** Which spellings an adapter answers to, its own first. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  redshift: ["redshift", "postgres"],
  databricks: ["databricks", "spark"],
  fabric: ["fabric", "sqlserver"],
  sqlserver: ["sqlserver", "fabric"],
  athena: ["athena", "trino"],
};

/** Every macro that a rendering may call, by package. */
export class MacroBook {
  /** Projects of the repository and packages that it holds a copy of. */
  readonly #own: ReadonlyMap<string, Shelf>;
  readonly #known: ReadonlyMap<string, Shelf>;
  readonly #prefixes: readonly string[];

  constructor(own: ReadonlyMap<string, Shelf>, known: ReadonlyMap<string, Shelf>, adapter: string) {
    this.#own = own;
    this.#known = known;
    this.#prefixes = [...(PREFIXES[adapter] ?? [adapter]), "default"];
  }

  isPackage(name: string): boolean {
    return this.#own.has(name) || this.#known.has(name);
  }

  /** A name as a macro of `owner` would say it, without a package. */
  own(name: string, owner: string, root: string): BookMacro | undefined {
    return (
      this.#own.get(owner)?.get(name) ??
      this.#known.get(owner)?.get(name) ??
      (this.#known.has(owner) ? this.#dispatched(name, [owner], []) : undefined) ??
      this.#own.get(root)?.get(name)
    );
  }

  /** One of dbt's own, which need no package; then those of any other project here. */
  anywhere(name: string, root: string): BookMacro | undefined {
    const found = this.#dispatched(name, ["dbt"], [root]);
    if (found !== undefined) return found;
    for (const shelf of this.#own.values()) {
      const macro = shelf.get(name);
      if (macro !== undefined) return macro;
    }
    return undefined;
  }

  /** `package.name`. What dbt_utils gave to dbt is found there too. */
  within(pack: string, name: string, root: string): BookMacro | undefined {
    const own = this.#own.get(pack)?.get(name) ?? this.#known.get(pack)?.get(name);
    if (own !== undefined || this.#own.has(pack)) return own;
    return this.#dispatched(name, pack === "dbt_utils" ? [pack, "dbt"] : [pack], [root]);
  }

  /** What `adapter.dispatch(name, pack)` means: the project's own spelling first, then the package's, the adapter's before the default. */
  dispatch(
    name: string,
    pack: string | undefined,
    owner: string,
    root: string,
    order: readonly string[],
  ): BookMacro | undefined {
    const projects = [...order, root, ...(pack === undefined ? [] : [pack]), owner];
    return this.#dispatched(name, pack === undefined ? [owner, "dbt"] : [pack, "dbt"], projects) ?? this.#loose(name);
  }

  #dispatched(name: string, known: readonly string[], projects: readonly string[]): BookMacro | undefined {
    for (const shelf of [...projects.map((one) => this.#own.get(one)), ...known.map((one) => this.#known.get(one))])
      for (const prefix of this.#prefixes) {
        const macro = shelf?.get(`${prefix}__${name}`);
        if (macro !== undefined) return macro;
      }
    return undefined;
  }

  #loose(name: string): BookMacro | undefined {
    for (const shelf of this.#own.values())
      for (const prefix of this.#prefixes) {
        const macro = shelf.get(`${prefix}__${name}`);
        if (macro !== undefined) return macro;
      }
    return undefined;
  }
}
