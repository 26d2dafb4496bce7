/** The rows of a query apart from its columns, part by part. Equal texts are equal rows. */
export interface Rows {
  readonly kind: string;
  readonly sources: readonly string[];
  readonly where: readonly string[];
  readonly group: readonly string[] | undefined;
  readonly having: readonly string[];
  readonly qualify: readonly string[];
  readonly distinct: readonly string[] | undefined;
  readonly limit: readonly string[];
  readonly other: readonly string[];
}
