/** How MySQL is asked to carry out an ALTER TABLE or a CREATE INDEX. */
export interface AlterPlan {
  readonly algorithm?: string;
  readonly lock?: string;
  /** Settings of the table that no algorithm but COPY carries out. */
  readonly settings: readonly string[];
  /** New columns with a place among the others. */
  readonly placed: readonly string[];
  /** Foreign keys are not checked while it runs. */
  readonly unchecked: boolean;
}
