import { asked, gather } from "../../gather.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { Repository } from "../../ports.ts";
import { readers } from "../../readers.ts";
import { read } from "../../readers/read.ts";

export interface History {
  readonly root: string;
  readonly tool: string;
  readonly migrations: number;
  readonly downs: number;
}

/** What `init` found at one commit, in numbers that a person can check. */
export interface Sight {
  readonly files: number;
  readonly histories: readonly History[];
  readonly dbt: readonly { readonly project: string; readonly models: number; readonly exposures: number }[];
  readonly plans: readonly string[];
  /** Cause → how many, with one place. */
  readonly gaps: readonly {
    readonly key: string;
    readonly count: number;
    readonly path: string;
    readonly reason: string;
  }[];
}

export async function look(repository: Repository, commit: string): Promise<Sight> {
  const { head, headConfig } = await gather(repository, commit, commit);
  const seen = await read(head, readers, headConfig.config, new Map());
  return {
    files: asked(head.paths, headConfig).size,
    histories: histories(seen),
    dbt: projects(seen),
    plans: Object.values(seen.facts.plan).map(({ place }) => place.path),
    gaps: causes(seen),
  };
}

function histories({ facts }: Snapshot): History[] {
  const found = Map.groupBy(Object.values(facts.migration), ({ root, tool }) => `${root}\0${tool}`);
  return [...found].map(([key, migrations]) => {
    const [root = "", tool = ""] = key.split("\0");
    return {
      root,
      tool,
      migrations: migrations.length,
      downs: migrations.filter(({ down }) => down !== undefined).length,
    };
  });
}

function projects({ facts }: Snapshot): Sight["dbt"] {
  const found = Map.groupBy(Object.values(facts.model), ({ project }) => project);
  const exposures = Object.values(facts.exposure);
  return [...found].map(([project, models]) => ({
    project,
    models: models.length,
    exposures: exposures.filter(({ subject }) => subject[1] === project).length,
  }));
}

function causes({ gaps }: Snapshot): Sight["gaps"] {
  const found = Map.groupBy(gaps, ({ reader, key }) => `${reader}: ${key}`);
  return [...found]
    .flatMap(([key, [first, ...rest]]) =>
      first === undefined ? [] : [{ key, count: rest.length + 1, path: first.place.path, reason: first.reason }],
    )
    .sort((a, b) => b.count - a.count);
}
