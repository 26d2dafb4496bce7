// Draws findings from replays for a person to read: node bench/draw.ts SEED COUNT NAME=replay.json …
// The same seed, count and files give the same draw (mulberry32, without replacement).
import { readFileSync } from "node:fs";

interface Replayed {
  readonly reviews: readonly {
    readonly commit: string;
    readonly findings: readonly {
      readonly rule: string;
      readonly level: string;
      readonly message: string;
      readonly place: { readonly path: string; readonly line: number };
    }[];
  }[];
}

const [seedText, countText, ...files] = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: node bench/draw.ts SEED COUNT NAME=replay.json …");
  process.exit(2);
}
let state = Number(seedText);
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

const all = files.flatMap((argument) => {
  const [name = "", path = ""] = argument.split("=");
  const { reviews } = JSON.parse(readFileSync(path, "utf8")) as Replayed;
  return reviews.flatMap(({ commit, findings }) =>
    findings.map(
      ({ rule, level, message, place }) =>
        `${name}@${commit.slice(0, 9)}:${place.path}:${place.line}\n    ${level} ${rule}: ${message}`,
    ),
  );
});
for (let i = 0; i < Math.min(Number(countText), all.length); i++) {
  const j = i + Math.floor(random() * (all.length - i));
  const [one, other] = [all[i], all[j]];
  if (one === undefined || other === undefined) break;
  [all[i], all[j]] = [other, one];
  console.log(`${i + 1}. ${other}`);
}
console.log(`drawn ${Math.min(Number(countText), all.length)} of ${all.length} with seed ${seedText ?? ""}`);
