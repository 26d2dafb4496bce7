/** What dbt wrote of one node: the file that it was made from, where it is built, and its columns in the warehouse. */
export interface ArtifactNode {
  readonly path?: string;
  /** SHA-256 of the file's text, stripped. */
  readonly checksum?: string;
  readonly database?: string;
  readonly schema?: string;
  readonly identifier?: string;
  /** In their order; of a catalog alone. */
  readonly columns?: readonly { readonly name: string; readonly type?: string }[];
}

/** A `manifest.json` or a `catalog.json` that dbt wrote. */
export interface Artifact {
  readonly kind: "manifest" | "catalog";
  /** ISO day. */
  readonly day: string;
  readonly invocation?: string;
  readonly nodes: ReadonlyMap<string, ArtifactNode>;
}

/** An artefact with the path that it lies at. */
export interface FoundArtifact {
  readonly path: string;
  readonly artifact: Artifact;
}

/** Undefined where the text is no artefact of dbt's: other tools write files of these names too. */
export function readArtifact(text: string): Artifact | undefined {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return undefined;
  }
  const metadata = mapOf(root, "metadata");
  const kind = /\/(manifest|catalog)\/v\d+/.exec(textIn(metadata, "dbt_schema_version") ?? "")?.[1];
  if (kind !== "manifest" && kind !== "catalog") return undefined;
  const read = kind === "manifest" ? ofManifest : ofCatalog;
  const nodes = new Map(
    ["nodes", "sources"].flatMap((part) =>
      Object.entries(mapOf(root, part)).map(([id, node]) => [id, read(node)] as const),
    ),
  );
  const invocation = textIn(metadata, "invocation_id");
  const day = (textIn(metadata, "generated_at") ?? "").slice(0, 10);
  return { kind, day, nodes, ...(invocation !== undefined && { invocation }) };
}

const ofManifest = (node: unknown): ArtifactNode => ({
  ...kept("path", textIn(node, "original_file_path")),
  ...kept("checksum", textIn(mapOf(node, "checksum"), "checksum")),
  ...kept("database", textIn(node, "database")),
  ...kept("schema", textIn(node, "schema")),
  ...kept("identifier", textIn(node, "identifier") ?? textIn(node, "alias") ?? textIn(node, "name")),
});

function ofCatalog(node: unknown): ArtifactNode {
  const columns = Object.values(mapOf(node, "columns"))
    .map((column) => ({ at: numberIn(column, "index"), name: textIn(column, "name"), type: textIn(column, "type") }))
    .toSorted((one, other) => one.at - other.at);
  return {
    columns: columns.flatMap(({ name, type }) => (name === undefined ? [] : [{ name, ...kept("type", type) }])),
  };
}

const kept = <K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } =>
  value === undefined || value === "" ? {} : ({ [key]: value } as { readonly [P in K]?: string });

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const at = (value: unknown, key: string): unknown =>
  isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;

function mapOf(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const found = at(value, key);
  return isMap(found) ? found : {};
}

function textIn(value: unknown, key: string): string | undefined {
  const found = at(value, key);
  return typeof found === "string" ? found : undefined;
}

function numberIn(value: unknown, key: string): number {
  const found = at(value, key);
  return typeof found === "number" ? found : 0;
}
