/** Word → the aliases of the select items in which it stands. */
export type Renames = ReadonlyMap<string, ReadonlySet<string>>;

interface Level {
  /** Between `select` and its `from`. */
  selecting: boolean;
  /** Inside `cast( … as type)`, where `as` names no column. */
  readonly cast: boolean;
  words: string[];
  aliased: boolean;
}

const CASTS: ReadonlySet<string> = new Set(["cast", "try_cast", "safe_cast"]);
/** Deeper brackets are counted to the level that holds them. */
const DEEPEST = 200;
const ENDS: ReadonlySet<string> = new Set(["from", "union", "where", "except", "intersect", ";"]);

/** Follows the tokens of SQL and learns which select item gives which alias, without a grammar: brackets, commas, `as`. */
export class ItemTracker {
  readonly renames = new Map<string, Set<string>>();
  #levels: Level[] = [{ selecting: false, cast: false, words: [], aliased: false }];
  /** The two tokens before this one, as what they are. */
  #last: readonly [string, string] = ["", ""];

  /** `kind` is "word" for what may be a column's name, "value" for a literal, else the token itself in lower case. */
  token(kind: string, word = ""): void {
    const level = this.#levels.at(-1);
    if (level === undefined) return;
    if (kind === "(") this.#open(level);
    else if (kind === ")") this.#close(level);
    else if (kind === "select") Object.assign(level, { selecting: true, words: [], aliased: false });
    else if (kind === "," && !level.selecting) {
      // Between a function's arguments: all of them make the item.
    } else if (kind === "," || ENDS.has(kind)) {
      this.#implicit(level);
      Object.assign(level, { words: [], aliased: false, selecting: kind === "," && level.selecting });
    } else if (kind === "word") {
      if (this.#last[1] === "as" && level.selecting && !level.cast) this.#alias(level, word);
      level.words.push(word);
    }
    this.#last = [this.#last[1], kind];
  }

  #open(level: Level): void {
    // A word before a bracket is a function.
    const called = this.#last[1] === "word" ? level.words.pop() : undefined;
    if (this.#levels.length < DEEPEST)
      this.#levels.push({ selecting: false, cast: CASTS.has(called ?? ""), words: [], aliased: false });
  }

  #close(level: Level): void {
    if (this.#levels.length === 1) return;
    this.#implicit(level);
    this.#levels.pop();
    this.#levels.at(-1)?.words.push(...level.words);
  }

  /** `amount / 100 total`: two things side by side, of which the second is the alias. */
  #implicit(level: Level): void {
    const [before, last] = this.#last;
    const alias = level.words.at(-1);
    if (!level.selecting || last !== "word" || alias === undefined) return;
    if (before === "word" || before === ")" || before === "end" || before === "value") this.#alias(level, alias);
  }

  #alias(level: Level, alias: string): void {
    if (level.aliased) return;
    level.aliased = true;
    for (const word of level.words) {
      if (word === alias) continue;
      const known = this.renames.get(word);
      if (known === undefined) this.renames.set(word, new Set([alias]));
      else known.add(alias);
    }
  }
}
