import { similarity } from "./similarity.ts";

/** Our name → what authors call it, all in lower case without punctuation. */
export type Synonyms<N extends string> = Readonly<Record<N, readonly string[]>>;

const NEAR = 0.85;
const NUMBERING = /^(?:(?:section|stage|step|part|phase)\s+)?(?:\d+(?:\.\d+)*|(?:[ivx]+|[a-z])(?=[.)]))[.):]*\s+/;

/** A heading or label as it is compared: no numbering, case, punctuation, markup or remark in parentheses. */
export const normal = (label: string): string =>
  label
    .toLowerCase()
    .replace(/\([^)]*\)/g, " ")
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .replace(NUMBERING, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Which of our names a label means: by synonym, by a synonym that something follows ("rollback of …"), by near spelling. */
export function canonical<N extends string>(label: string, synonyms: Synonyms<N>): N | undefined {
  const said = normal(label);
  if (said === "") return undefined;
  const names = Object.entries<readonly string[]>(synonyms) as [N, readonly string[]][];
  const exact = names.find(([, words]) => words.includes(said));
  if (exact !== undefined) return exact[0];
  const led = names.find(([, words]) =>
    words.some((word) => new RegExp(`^${word} (?:of|for|to|in|on|if)\\b`).test(said)),
  );
  if (led !== undefined) return led[0];
  let best: { readonly name: N; readonly score: number } | undefined;
  for (const [name, words] of names)
    for (const word of words) {
      const score = word.length < 5 ? 0 : similarity(said, word);
      if (score >= NEAR && score > (best?.score ?? 0)) best = { name, score };
    }
  return best?.name;
}
