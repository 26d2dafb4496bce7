/** A dataset as OpenLineage names it. */
export interface DatasetName {
  readonly namespace: string;
  readonly name: string;
}

export interface InputField extends DatasetName {
  readonly field: string;
  /** `DIRECT`: the value is made of it; `INDIRECT`: it decides which rows there are. */
  readonly transformations: readonly { readonly type: "DIRECT" | "INDIRECT" }[];
}

interface Facet {
  readonly _producer: string;
  readonly _schemaURL: string;
}

/** OpenLineage's column lineage, 1-2-0. */
export interface ColumnLineageFacet extends Facet {
  readonly fields: Readonly<Record<string, { readonly inputFields: readonly InputField[] }>>;
  readonly dataset?: readonly InputField[];
}

/** Our own: what of a dataset's lineage nobody could follow. */
export interface LineageGapsFacet extends Facet {
  readonly gaps: readonly { readonly reason: string }[];
}

export interface OutputDataset extends DatasetName {
  readonly facets: {
    readonly schema?: Facet & { readonly fields: readonly { readonly name: string; readonly type?: string }[] };
    readonly columnLineage?: ColumnLineageFacet;
    readonly ownership?: Facet & { readonly owners: readonly { readonly name: string }[] };
    readonly dataplan_lineageGaps?: LineageGapsFacet;
  };
}

/** OpenLineage's event for what is known of a job without a run: a model, what it reads and what it builds. */
export interface JobEvent {
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly job: DatasetName & { readonly facets: { readonly jobType: Facet & Readonly<Record<string, string>> } };
  readonly inputs: readonly DatasetName[];
  readonly outputs: readonly OutputDataset[];
}
