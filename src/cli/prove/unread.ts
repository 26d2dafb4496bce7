import type { Snapshot } from "../../model/snapshot.ts";

/** Files of migrations that belong to no history that can be proved, one line a cause: silence is not health. */
export function unread(side: Snapshot): readonly string[] {
  const known = new Set(Object.values(side.facts.migration).flatMap(({ up, down }) => [up, down ?? up]));
  const causes = Map.groupBy(
    side.gaps.filter(({ place }) => !known.has(place.path)),
    ({ reason }) => reason,
  );
  return [...causes].map(([reason, gaps]) => {
    const paths = [...new Set(gaps.map(({ place }) => place.path))].sort();
    const more = paths.length > 1 ? ` and ${paths.length - 1} more ${paths.length === 2 ? "file" : "files"}` : "";
    return `not proved: ${paths[0] ?? ""}${more}: ${reason}`;
  });
}
