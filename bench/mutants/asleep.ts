declare global {
  var isMutant: (id: number) => boolean;
}

let awake: number | undefined;
let reached: Set<number> | undefined;

globalThis.isMutant = (id) => {
  reached?.add(id);
  return id === awake;
};

/** Something that a mutant may change: what it answers, or that it answers at all. */
export type Run = () => Promise<string>;

export interface Healthy {
  readonly run: Run;
  readonly answer: string;
}

/** Which mutants each run comes by while all of them sleep: mutant → runs. */
export async function reachedBy(runs: readonly Run[]): Promise<ReadonlyMap<number, readonly Healthy[]>> {
  const by = new Map<number, Healthy[]>();
  for (const run of runs) {
    reached = new Set();
    const answer = await run();
    for (const id of reached) by.set(id, [...(by.get(id) ?? []), { run, answer }]);
  }
  reached = undefined;
  return by;
}

export async function isNoticed(id: number, runs: readonly Healthy[]): Promise<boolean> {
  awake = id;
  try {
    for (const { run, answer } of runs) if ((await run().catch(String)) !== answer) return true;
    return false;
  } finally {
    awake = undefined;
  }
}
