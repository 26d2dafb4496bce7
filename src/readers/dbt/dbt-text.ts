import { csvDelimiter, csvHeader } from "./csv-header.ts";
import { csvTable, type CsvTable } from "./csv-table.ts";
import { readArtifact, type Artifact } from "./artifacts/read-artifact.ts";
import { readProperties, type Declared } from "./properties.ts";
import { readTemplate, type Template } from "./template.ts";
import { readYaml, type YamlText } from "./yaml-tree.ts";

/** A text of a dbt project. Whether it is SQL or YAML depends on its path, which parsing must not see: each is read when asked for, once. */
export interface DbtText {
  readonly text: string;
  readonly template: Template;
  readonly yaml: YamlText;
  readonly declared: Declared;
  /** As a file that dbt wrote. */
  readonly artifact: Artifact | undefined;
  /** The first line as a CSV file's. */
  readonly header: readonly string[];
  /** Its rows as a CSV file's; undefined where they are too many. */
  readonly table: CsvTable | undefined;
  /** What was rendered of it, by the state of everything around it: base and head of a review share most of it. */
  readonly renderings: Map<string, unknown>;
}

export function readText(text: string): DbtText {
  let template: Template | undefined;
  let yaml: YamlText | undefined;
  let declared: Declared | undefined;
  let table: { readonly read: CsvTable | undefined } | undefined;
  let artifact: { readonly read: Artifact | undefined } | undefined;
  return {
    text,
    renderings: new Map(),
    get template() {
      return (template ??= readTemplate(text));
    },
    get yaml() {
      return (yaml ??= readYaml(text));
    },
    get artifact() {
      return (artifact ??= { read: readArtifact(text) }).read;
    },
    get header() {
      return csvHeader(text);
    },
    get table() {
      table ??= { read: csvTable(text, csvHeader(text), csvDelimiter(text)) };
      return table.read;
    },
    get declared() {
      // Not through `yaml`, so that the tree is let go once its declarations are read.
      return (declared ??= readProperties(yaml ?? readYaml(text)));
    },
  };
}
