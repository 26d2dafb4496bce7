import type { Edit } from "./edit.ts";
import type { Side } from "./side.ts";

/** Whoever takes columns by their position: a union, an INSERT. A column behind all others moves none. */
export function movedColumns(base: Side, head: Side): readonly Edit[] {
  const [before, after] = [order(base), order(head)];
  const kept = after.filter((one) => before.includes(one));
  const old = before.filter((one) => after.includes(one));
  if (kept.join("\n") !== old.join("\n"))
    return [
      {
        kind: "column-moved",
        verdict: "unknown",
        cause: "columns stand in another order, for those who take them by position",
      },
    ];
  const last = after.findLastIndex((one) => before.includes(one));
  const between = after.slice(0, Math.max(last, 0)).some((one) => !before.includes(one));
  const listedNow = head.view.columns.some(
    ({ key }) => !listed(base, key) && base.view.stars.some(({ except }) => !except.has(key)),
  );
  return (between || listedNow) && kept.length > 0
    ? [
        {
          kind: "column-moved",
          verdict: "unknown",
          cause: "a column more stands before others, for those who take them by position",
        },
      ]
    : [];
}

function order({ view, writer }: Side): readonly string[] {
  const names = view.columns.map(({ key }) => key);
  for (const { at, output } of view.stars) names.splice(at, 0, `*${writer.output(view.plan, output, "*")}`);
  return names;
}

const listed = ({ view }: Side, key: string): boolean => view.columns.some((column) => column.key === key);
