import type { Gap } from "../../../model/fact.ts";
import { sha256 } from "../../../model/fingerprint.ts";
import type { Assembled, Built } from "../assemble.ts";
import { gap } from "../gap.ts";
import type { Project } from "../project.ts";
import type { Artifact, ArtifactNode, FoundArtifact } from "./read-artifact.ts";

/** What dbt's own artefacts add to the text of a project, by dbt's ids. */
export interface Sharper {
  /** Where a model or a source stands in the warehouse. */
  readonly relations: ReadonlyMap<string, Pick<ArtifactNode, "database" | "schema" | "identifier">>;
  /** All columns that the warehouse gave. */
  readonly columns: ReadonlyMap<string, NonNullable<ArtifactNode["columns"]>>;
  readonly gaps: readonly Gap[];
}

const NOTHING: Sharper = { relations: new Map(), columns: new Map(), gaps: [] };

/**
 * A manifest that was made from other files is not believed: of the models here and in it, at least half must have the text that it
 * was made from. Of those that have not, nothing is taken; of sources, which have no text, all. A catalog is believed beside its manifest.
 */
export function sharpen({ project, built, artifacts }: Pick<Assembled, "project" | "built" | "artifacts">): Sharper {
  const manifest = first(artifacts, "manifest");
  const catalog = first(artifacts, "catalog");
  if (manifest === undefined) {
    if (catalog === undefined) return NOTHING;
    const reason = "left out: no `manifest.json` beside it tells from which files it was made";
    return { ...NOTHING, gaps: [gap("artifact-stale", catalog.path, 1, reason)] };
  }
  const { same, known } = compared(manifest.artifact, project, built);
  if (same.size * 2 < known) {
    const reason = `left out, with what lies beside it: made from other files (${same.size} of ${known} models have the text that it was made from)`;
    return { ...NOTHING, gaps: [gap("artifact-stale", manifest.path, 1, reason)] };
  }
  const isFresh = (id: string): boolean => id.startsWith("source.") || same.has(id);
  const relations = new Map([...manifest.artifact.nodes].filter(([id]) => isFresh(id)));
  if (catalog === undefined) return { ...NOTHING, relations };
  if (!areOneRun(manifest.artifact, catalog.artifact)) {
    const reason = `left out: made on ${catalog.artifact.day || "a day that it does not say"}, by another run than the \`manifest.json\` beside it`;
    return { ...NOTHING, relations, gaps: [gap("artifact-stale", catalog.path, 1, reason)] };
  }
  const columns = new Map(
    [...catalog.artifact.nodes].flatMap(([id, { columns = [] }]) =>
      isFresh(id) && columns.length > 0 ? [[id, columns] as const] : [],
    ),
  );
  return { relations, columns, gaps: [] };
}

/** The one that lies highest. */
const first = (artifacts: readonly FoundArtifact[], kind: Artifact["kind"]): FoundArtifact | undefined =>
  artifacts
    .filter(({ artifact }) => artifact.kind === kind)
    .toSorted((one, other) => one.path.length - other.path.length || (one.path < other.path ? -1 : 1))[0];

const areOneRun = (one: Artifact, other: Artifact): boolean =>
  one.invocation !== undefined && other.invocation !== undefined
    ? one.invocation === other.invocation
    : one.day !== "" && one.day === other.day;

/** The ids whose files have the text that the manifest was made from, and how many models there are here or in it. */
function compared(
  { nodes }: Artifact,
  { root, name }: Project,
  built: readonly Built[],
): { readonly same: ReadonlySet<string>; readonly known: number } {
  const texts = new Map(
    built.flatMap(({ resource, path, parsed }) =>
      resource === "model" && parsed !== undefined ? [[path, parsed.text] as const] : [],
    ),
  );
  const listed = [...nodes].filter(([id]) => id.startsWith(`model.${name}.`));
  const same = listed.filter(([, { path, checksum }]) => {
    const text = texts.get(root === "" ? (path ?? "") : `${root}/${path ?? ""}`);
    return text !== undefined && sha256(text.trim()) === checksum;
  });
  return { same: new Set(same.map(([id]) => id)), known: Math.max(listed.length, texts.size) };
}
