import type { Check, Diagnosis } from "../model/diagnosis.ts";
import type { Sighting } from "../model/sighting.ts";
import * as registry from "./checks/index.ts";

const RANK = { problem: 0, warning: 1, unseen: 2, fine: 3 };

/** What there is to say of all that was seen, the worst first. */
export function examine(sighting: Sighting): readonly Diagnosis[] {
  const checks: readonly Check[] = Object.values(registry);
  return checks
    .flatMap((check) => {
      const { id, title, why } = check;
      return check.look(sighting).map((found) => ({ id, title, why, ...found }));
    })
    .toSorted((a, b) => RANK[a.state] - RANK[b.state]);
}
