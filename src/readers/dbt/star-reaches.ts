/** SQL as its tokens in lower case, quotes taken off, strings and comments gone; Jinja expressions as what stands for them. */
type Tokens = readonly string[];

/** What a `*` may follow to mean "every column"; behind anything else it multiplies or counts. */
const BEFORE_STAR: ReadonlySet<string> = new Set(["select", "distinct", "all", ",", ".", "struct", "value"]);

const SET: ReadonlySet<string> = new Set(["union", "except", "intersect", "minus"]);
const AFTER_FROM: ReadonlySet<string> = new Set(
  "where group order having qualify limit window fetch offset select ;".split(" "),
);
const NO_ALIAS: ReadonlySet<string> = new Set(
  "on using left right inner outer full cross join natural lateral where group order having qualify limit pivot unpivot tablesample sample".split(
    " ",
  ),
);
const DEEPEST = 100;

interface From {
  readonly names: readonly string[];
  readonly reaches: boolean;
}

/**
 * Does the query hand on every column of something that it reads? A `select *` that only imports a table into a CTE, from
 * which columns are then picked by name, does not. Without a grammar: brackets, `with`, `select`, `from`, `join`; what
 * does not look like that counts as handing on.
 */
export function starReaches(tokens: Tokens): boolean {
  const start = tokens.findIndex((token) => token === "with" || token === "select");
  return start >= 0 && new Reach(tokens).query(start, tokens.length, new Map(), 0);
}

/** Is there a `*` that means columns, wherever it leads? */
export const starAnywhere = (tokens: Tokens): boolean =>
  tokens.some((token, i) => token === "*" && BEFORE_STAR.has(tokens[i - 1] ?? ""));

class Reach {
  readonly #tokens: Tokens;
  readonly #ends = new Map<number, number>();

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
    const open: number[] = [];
    for (const [i, token] of tokens.entries()) {
      if (token === "(") open.push(i);
      const start = token === ")" ? open.pop() : undefined;
      if (start !== undefined) this.#ends.set(start, i);
    }
  }

  /** `known`: for each CTE in sight, whether it hands everything on. */
  query(from: number, to: number, known: ReadonlyMap<string, boolean>, depth: number): boolean {
    if (depth > DEEPEST) return true;
    const ctes = new Map(known);
    let reaches = false;
    let i = this.#with(from, to, ctes, depth);
    let starting = true;
    while (i < to) {
      const token = this.#tokens[i] ?? "";
      if (token === "select") {
        const [handsOn, next] = this.#select(i, to, ctes, depth);
        reaches ||= handsOn;
        i = next;
      } else if (token === "(") {
        const end = this.#end(i, to);
        if (starting) reaches ||= this.query(i + 1, end, ctes, depth + 1);
        i = end + 1;
      } else i += 1;
      starting = SET.has(token) || (starting && (token === "all" || token === "distinct"));
    }
    return reaches;
  }

  #end(open: number, to: number): number {
    return Math.min(this.#ends.get(open) ?? to, to);
  }

  /** The CTEs, and where what follows them begins. */
  #with(from: number, to: number, ctes: Map<string, boolean>, depth: number): number {
    if (this.#tokens[from] !== "with") return from;
    const own = new Set<string>();
    let i = from + (this.#tokens[from + 1] === "recursive" ? 2 : 1);
    while (i < to && this.#tokens[i] !== "select") {
      const name = this.#tokens[i] ?? "";
      let at = i + 1;
      if (this.#tokens[at] === "(") at = this.#end(at, to) + 1;
      if (this.#tokens[at] !== "as") return i;
      while (at < to && this.#tokens[at] !== "(") at += 1;
      const end = this.#end(at, to);
      // A CTE of one name in two branches of a template: either may be the one.
      ctes.set(name, this.query(at + 1, end, ctes, depth + 1) || (own.has(name) && ctes.get(name) === true));
      own.add(name);
      i = end + (this.#tokens[end + 1] === "," ? 2 : 1);
    }
    return i;
  }

  #select(from: number, to: number, ctes: ReadonlyMap<string, boolean>, depth: number): readonly [boolean, number] {
    let i = from + 1;
    for (; i < to; i += 1) {
      const token = this.#tokens[i] ?? "";
      if (token === "(") i = this.#end(i, to);
      else if (token === "from" || token === "select" || token === ";" || this.#isSet(i)) break;
    }
    const stars = this.#stars(from + 1, i);
    if (stars.length === 0 || this.#tokens[i] !== "from") return [stars.length > 0, i];
    const [sources, next] = this.#from(i + 1, to, ctes, depth);
    const handsOn = stars.some((alias) => {
      const meant = alias === "" ? sources : sources.filter(({ names }) => names.includes(alias));
      return meant.length === 0 || meant.some(({ reaches }) => reaches);
    });
    return [handsOn, next];
  }

  /** The aliases before each `*`, those in `struct(a.*)` too, those in a subquery not. */
  #stars(from: number, to: number): readonly string[] {
    const found: string[] = [];
    for (let i = from; i < to; i += 1) {
      const before = this.#tokens[i - 1] ?? "";
      if (before === "(" && this.#tokens[i] === "select") i = this.#end(i - 1, to);
      else if (this.#tokens[i] === "*" && BEFORE_STAR.has(before))
        found.push(before === "." ? (this.#tokens[i - 2] ?? "") : "");
    }
    return found;
  }

  /** `select * except (a)` takes columns away; `except select` takes rows. */
  #isSet(at: number): boolean {
    if (!SET.has(this.#tokens[at] ?? "")) return false;
    return this.#tokens[at + 1] !== "(" || ["select", "with", "("].includes(this.#tokens[at + 2] ?? "");
  }

  #from(
    from: number,
    to: number,
    ctes: ReadonlyMap<string, boolean>,
    depth: number,
  ): readonly [readonly From[], number] {
    const sources: From[] = [];
    let i = from;
    let wanted = true;
    while (i < to && !AFTER_FROM.has(this.#tokens[i] ?? "") && !this.#isSet(i)) {
      const token = this.#tokens[i] ?? "";
      if (!wanted || token === "lateral") {
        wanted = token === "lateral" || token === "," || token === "join";
        i = token === "(" ? this.#end(i, to) + 1 : i + 1;
        continue;
      }
      const [source, next] = this.#source(i, to, ctes, depth);
      sources.push(source);
      i = next;
      wanted = false;
    }
    return [sources, i];
  }

  #source(from: number, to: number, ctes: ReadonlyMap<string, boolean>, depth: number): readonly [From, number] {
    let i = from;
    let name = this.#tokens[i] ?? "";
    let reaches = ctes.get(name) ?? true;
    if (name === "(") {
      const end = this.#end(i, to);
      const first = this.#tokens[i + 1] ?? "";
      reaches = first !== "select" && first !== "with" ? true : this.query(i + 1, end, ctes, depth + 1);
      i = end + 1;
    } else {
      i += 1;
      while (this.#tokens[i] === ".") {
        name = this.#tokens[i + 1] ?? "";
        reaches = true;
        i += 2;
      }
      if (this.#tokens[i] === "(") i = this.#end(i, to) + 1;
    }
    const said = this.#tokens[i] === "as" ? i + 1 : i;
    const alias = this.#tokens[said] ?? "";
    const named = said > i || (/^[\p{L}_]/u.test(alias) && !NO_ALIAS.has(alias) && !SET.has(alias));
    return [{ names: named ? [name, alias] : [name], reaches }, named ? said + 1 : i];
  }
}
