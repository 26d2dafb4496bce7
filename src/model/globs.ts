const ANY = Symbol("?");
const MANY = Symbol("*");
const FOLDERS = Symbol("**");

/** `[a-z_]`, `[!0-9]`: one character out of some, or any other. */
interface Choice {
  readonly other: boolean;
  /** First and last of each span. */
  readonly spans: readonly (readonly [string, string])[];
}
/** A character of a name, one out of some, any one, or any number of them. */
type Sign = string | Choice | typeof ANY | typeof MANY;
/** The name of a file or folder, where it is known as it is; or any number of folders. */
type Name = string | readonly Sign[] | typeof FOLDERS;

/** Ways to read the braces of one glob. */
const MOST_WAYS = 256;
/** Comparisons of one list with all the paths that it is asked about: a second of work, and far more than any real list takes. */
const MOST_STEPS = 50_000_000;

/**
 * Does a path fit one of these globs? `*` and `?` stand for parts of a name, `**` for folders, `{a,b}` for either, `[a-z]` and
 * `[!a-z]` for one character; `\` goes before what is meant as it is. No regular expression: one made of a stranger's glob may run for days. Here the work grows with glob
 * times path at most, and past a bound it throws.
 */
export function globs(patterns: readonly string[]): (path: string) => boolean {
  const wanted = patterns
    .filter((pattern) => globProblem(pattern) === undefined)
    .flatMap(waysOf)
    .map(namesOf);
  const steps = { left: MOST_STEPS };
  const isNamed = (name: Name, given: string): boolean =>
    typeof name === "string" ? name === given : name !== FOLDERS && fits(name, given, isSigned, MANY, steps);
  return (path) => {
    const names = path.split("/");
    return wanted.some((glob) => fits(glob, names, isNamed, FOLDERS, steps));
  };
}

/** What was expected in place of this glob; undefined where it is one that we read. */
export function globProblem(pattern: string): string | undefined {
  const bare = pattern.replaceAll(/\\./gs, "");
  if (bare.startsWith("!")) return "none with `!`: whatever fits one of a list is in it";
  if (/[@?*+!]\(/.test(bare)) return "`*`, `?`, `**`, `{a,b}` and `[a-z]` alone, and `\\` before another bracket";
  if (/\[(?:[!^]?\]|\[:|[^\]]*(?:\/|$))/.test(bare))
    return "characters or spans of them between `[` and `]`, and `\\` before a bracket that is meant as it is";
  if (waysOf(pattern).length > MOST_WAYS) return `at most ${MOST_WAYS} ways to read its braces`;
  return undefined;
}

/** Only the last star is ever tried anew: what an earlier one could still do, the last one can do as well. */
function fits<Wanted, Given>(
  wanted: readonly Wanted[],
  given: ArrayLike<Given>,
  isOne: (wanted: Wanted, given: Given) => boolean,
  star: Wanted,
  steps: { left: number },
): boolean {
  let at = 0;
  let place = 0;
  let last: { readonly after: number; from: number } | undefined;
  while (at < given.length) {
    steps.left -= 1;
    if (steps.left < 0)
      throw new Error(
        "Unexpected globs of the configuration, expected some that can be compared with these paths soon",
      );
    const one = wanted[place];
    const next = given[at];
    if (one === star) {
      place += 1;
      last = { after: place, from: at };
    } else if (one !== undefined && next !== undefined && isOne(one, next)) {
      place += 1;
      at += 1;
    } else if (last !== undefined) {
      last.from += 1;
      at = last.from;
      place = last.after;
    } else return false;
  }
  while (wanted[place] === star) place += 1;
  return place === wanted.length;
}

const isSigned = (sign: Sign, character: string): boolean =>
  sign === ANY || sign === character || (typeof sign === "object" && isChosen(sign, character));

const isChosen = ({ other, spans }: Choice, character: string): boolean =>
  spans.some(([first, last]) => first <= character && character <= last) !== other;

/** Each way to read its braces by itself; one more than is allowed at the most. */
function waysOf(pattern: string): readonly string[] {
  const ways: string[] = [];
  const left = [pattern];
  while (ways.length <= MOST_WAYS) {
    const one = left.pop();
    if (one === undefined) break;
    const parts = choices(one);
    if (parts === undefined) ways.push(one);
    else left.push(...parts);
  }
  return ways;
}

/** `a{b,c}d` as `abd` and `acd`, by its first braces; undefined where none hold a choice. */
function choices(pattern: string): readonly string[] | undefined {
  let depth = 0;
  let open = -1;
  let cuts: number[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at];
    if (sign === "\\") at += 1;
    else if (sign === "{" && depth++ === 0) [open, cuts] = [at, []];
    else if (sign === "," && depth === 1) cuts.push(at);
    else if (sign === "}" && depth > 0 && --depth === 0 && cuts.length > 0) {
      const [before, after] = [pattern.slice(0, open), pattern.slice(at + 1)];
      return [open, ...cuts].map((cut, n) => `${before}${pattern.slice(cut + 1, cuts[n] ?? at)}${after}`);
    }
  }
  return undefined;
}

/** A folder's own name, with the stroke behind it, stands for all that is in it. */
function namesOf(pattern: string): readonly Name[] {
  const rooted = pattern.replace(/^\.?\/+/, "");
  return (rooted.endsWith("/") ? `${rooted}**` : rooted)
    .split("/")
    .map((name) => (name === "**" ? FOLDERS : signsOf(name)));
}

const SIGNS: Readonly<Record<string, Sign>> = { "?": ANY, "*": MANY };

function signsOf(name: string): Name {
  const signs = Array.from(
    name.matchAll(/\\(.)|\[([!^]?)((?:\\.|[^\]\\])+)\]|(.)/gs),
    ([, meant, not, choice, one = ""]): Sign =>
      meant ?? (choice === undefined ? (SIGNS[one] ?? one) : { other: not !== "", spans: spansOf(choice) }),
  );
  return signs.every((sign) => typeof sign === "string") ? signs.join("") : signs;
}

const spansOf = (choice: string): Choice["spans"] =>
  Array.from(choice.matchAll(/\\?(.)(?:-\\?(.))?/gs), ([, first = "", last = first]) => [first, last]);
