import type { Script, TextGap } from "../../../sql/act.ts";
import type { Entry } from "../framework.ts";
import type { ParsedText } from "../parsed-text.ts";
import { byNumber, byText } from "../paths.ts";
import { standing } from "../standing.ts";
import type { RailsMigration } from "./document.ts";
import { KnownSchema } from "./known-schema.ts";
import { railsScript } from "./scripts.ts";

export interface Found extends Entry {
  readonly migration: RailsMigration;
}

/** In the order in which Rails runs them: what it takes back depends on what the ones before have made. */
export function entriesOf(read: readonly Found[], uuids: boolean): readonly Entry[] {
  const others = new Map(read.map(({ migration }) => [migration.name, migration]));
  const known = new KnownSchema();
  return read
    .toSorted((a, b) => byNumber(a.version, b.version) || byText(a.up, b.up))
    .map(({ migration, ...entry }): Entry => {
      const { up: forth, down: back } = uuids ? (migration.withUuid ?? migration) : migration;
      const { transaction, assured } = migration;
      const up = railsScript(migration, forth, known, others);
      const said = { ...entry, transaction, ...(assured.length === 0 ? {} : { assured }) };
      if (back === undefined) return { ...said, scripts: { up } };
      const down = railsScript(migration, back, known.copy(), others);
      // What `change` does not tell of its way up it does not tell of its way back.
      const told = new Set(up.gaps.map(named));
      const gaps = migration.automatic ? down.gaps.filter((gap) => !told.has(named(gap))) : down.gaps;
      return { ...said, down: entry.up, scripts: { up, down: { ...down, gaps } } };
    });
}

/** What stood before the migrations that the base branch still keeps, by the dump that lies beside them. */
export function baselineOf(dump: ParsedText | undefined, history: readonly Entry[]): Script | undefined {
  if (dump === undefined) return undefined;
  const schema = dump.document?.tool === "rails" ? (dump.document.content as RailsMigration) : undefined;
  const script = schema === undefined ? dump.script : railsScript(schema, schema.up, new KnownSchema(), new Map());
  return standing(
    script,
    history.flatMap(({ scripts }) => scripts?.up ?? []),
  );
}

const named = ({ spot, reason }: TextGap): string => `${spot.line}:${spot.column} ${reason}`;
