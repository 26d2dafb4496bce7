import { runningDigests } from "../../model/digests.ts";

/** A file beside `atlas.sum`, with the very bytes that git has. */
export interface SummedFile {
  readonly name: string;
  readonly text: string;
}

const IGNORED = /^--\s*atlas:sum\s+ignore\b/;

/** `atlas.sum` as Atlas would write it: a line for the whole and one a file, each over all that stands before it. */
export function atlasSum(files: readonly SummedFile[]): readonly string[] {
  const pieces = files.flatMap(({ name, text }) => (IGNORED.test(text) ? [name] : [name, text]));
  const sums = runningDigests(pieces);
  let at = 0;
  const lines = files.flatMap(({ name, text }) => {
    at += IGNORED.test(text) ? 1 : 2;
    return IGNORED.test(text) ? [] : [{ name, sum: sums[at - 1] ?? "" }];
  });
  const whole = runningDigests([lines.map(({ name, sum }) => name + sum).join("")])[0] ?? "";
  return [`h1:${whole}`, ...lines.map(({ name, sum }) => `${name} h1:${sum}`)];
}

const spaced = (line: string): string => line.trim().replace(/\s+/g, " ");

/** The first file whose line is not what `atlas.sum` says; the last one where only the head or a line too many is wrong. */
export function firstStale(sum: string, files: readonly SummedFile[]): string | undefined {
  const wanted = atlasSum(files);
  const written = sum.split("\n").map(spaced);
  while (written.at(-1) === "") written.pop();
  const at = wanted.findIndex((line, i) => i > 0 && line !== written[i]);
  if (at < 0 && wanted[0] === written[0] && wanted.length === written.length) return undefined;
  const line = wanted[at] ?? "";
  return files.find(({ name }) => line.startsWith(`${name} h1:`))?.name ?? files.at(-1)?.name;
}
