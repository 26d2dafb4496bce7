import type { Consumer } from "../../model/consumer.ts";
import { type Fullness, type Planned, table } from "./planned.ts";
import { slot } from "./slot.ts";
import { cell, personCell } from "./spelling.ts";

/** *Consumers*: who reads what changes, by the lineage; those outside the repository first. */
export function consumersSection(all: readonly Planned[], { most }: Fullness): string {
  const readers = readersOf(all);
  if (readers.length === 0)
    return `## Consumers\n\n${slot("who reads it outside this repository, or none and how that is known")}`;
  const rows = readers
    .slice(0, most)
    .map(({ kind, name, owner }) => [
      `${kind} ${cell(name)}`,
      owner === undefined ? (kind === "exposure" ? slot("owner") : "this repository") : personCell(owner),
      owner === undefined && kind !== "exposure" ? "with this pull request" : slot("when and how"),
    ]);
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
  return people.toSorted((one, other) => Number(other.kind === "exposure") - Number(one.kind === "exposure"));
}
