interface Step {
  readonly from: string;
  readonly to: string;
}

/**
 * Boxes in columns: each stands right of all that leads to it, and inside its column near those (the mean of their rows, as in
 * Sugiyama's layered drawing, one pass). A circle is cut where it closes.
 */
export function columnsOf(keys: readonly string[], steps: readonly Step[]): readonly (readonly string[])[] {
  const before = Map.groupBy(steps, ({ to }) => to);
  const depths = new Map<string, number>();
  const depthOf = (key: string, trail: ReadonlySet<string>): number => {
    const known = depths.get(key);
    if (known !== undefined) return known;
    const inner = new Set(trail).add(key);
    const sources = (before.get(key) ?? []).filter(({ from }) => !inner.has(from));
    const depth = sources.reduce((most, { from }) => Math.max(most, depthOf(from, inner) + 1), 0);
    depths.set(key, depth);
    return depth;
  };
  for (const key of keys) depthOf(key, new Set());
  const columns: string[][] = [];
  for (const key of keys) (columns[depths.get(key) ?? 0] ??= []).push(key);
  const rows = new Map<string, number>();
  for (const column of columns) {
    const pull = new Map(column.map((key, at) => [key, mean(before.get(key) ?? [], rows) ?? at]));
    column.sort((a, b) => (pull.get(a) ?? 0) - (pull.get(b) ?? 0));
    column.forEach((key, at) => rows.set(key, at));
  }
  return columns;
}

function mean(steps: readonly Step[], rows: ReadonlyMap<string, number>): number | undefined {
  const known = steps.flatMap(({ from }) => rows.get(from) ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, row) => sum + row, 0) / known.length;
}
