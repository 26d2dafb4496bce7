import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Mutant, mutantsIn } from "./mutants-in.ts";

const root = join(import.meta.dirname, "..", "..");

/** These files, and all below these folders, with their mutants in them, by absolute path. The same places give the same numbers. */
export async function mutate(
  places: readonly string[],
): Promise<{ readonly texts: ReadonlyMap<string, string>; readonly mutants: readonly Mutant[] }> {
  const texts = new Map<string, string>();
  const mutants: Mutant[] = [];
  for (const path of globSync(
    places.map((place) => (place.endsWith(".ts") ? place : `${place}/**/*.ts`)),
    { cwd: root },
  ).sort()) {
    if (/(?:index|schema[\w-]*)\.ts$/.test(path)) continue;
    const made = await mutantsIn(path, readFileSync(join(root, path), "utf8"), mutants.length);
    texts.set(join(root, path), made.text);
    mutants.push(...made.mutants);
  }
  return { texts, mutants };
}
