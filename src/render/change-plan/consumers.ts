import type { Consumer } from "../../model/consumer.ts";
import { type Fullness, type Planned, table } from "./planned.ts";
import { slot } from "./slot.ts";
import { cell, personCell } from "./spelling.ts";

/** *Consumers*: who reads what changes, by the lineage; those who have to be told first. */
export function consumersSection(all: readonly Planned[], { most }: Fullness): string {
  const readers = readersOf(all);
  if (readers.length === 0)
    return `## Consumers\n\n${slot("who reads it outside this repository, or none and how that is known")}`;
  const tell = new Set(all.flatMap(({ row }) => row.tell));
  const rows = readers.slice(0, most).map(({ id, kind, name, owner }) => {
    const outside = tell.has(id) || kind === "exposure" || owner !== undefined;
    return [
      `${kind} ${cell(name)}`,
      owner === undefined ? (outside ? slot("who owns it") : "this repository") : personCell(owner),
      outside ? slot("the day, and how") : "with this pull request",
    ];
  });
  const left = readers.length - rows.length;
  return [
    "## Consumers",
    table(["Consumer", "Owner", "Told"], rows),
    ...(left > 0 ? [`And ${left} more, which \`dataplan review\` names.`] : []),
  ].join("\n\n");
}

export function readersOf(all: readonly Planned[]): readonly Consumer[] {
  const byId = new Map(all.flatMap(({ finding }) => finding.readers).map((reader) => [reader.id, reader]));
  const people = [...byId.values()].filter(({ kind }) => kind !== "source");
  const tell = new Set(all.flatMap(({ row }) => row.tell));
  const rank = ({ id, kind }: Consumer): number => Number(tell.has(id)) + Number(kind === "exposure");
  return people.toSorted((one, other) => rank(other) - rank(one));
}
