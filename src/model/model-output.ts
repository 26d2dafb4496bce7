/** A column of a fact. `column` is folded as the database does, in lower case where case does not count. */
export interface ColumnOf {
  readonly id: string;
  readonly column: string;
}

export interface OutputColumn {
  /** As it is written. */
  readonly name: string;
  readonly key: string;
  /** The columns that its value is made of, of the models and sources that the SQL names. */
  readonly made: readonly ColumnOf[];
  /** The same of relations that the SQL names without `ref` or `source`: `id` is the relation as it is written. */
  readonly outside?: readonly ColumnOf[];
  /** Where the model's file says it. */
  readonly line?: number;
}

/** What a model gives and takes, column by column, as its SQL tells. */
export interface ModelOutput {
  readonly columns: readonly OutputColumn[];
  /** Columns that nobody knows: `of` is where they come from in the end, `through` the ids that the SQL names. */
  readonly stars: readonly {
    readonly of: string;
    readonly through: readonly string[];
    readonly except: readonly string[];
  }[];
  /** Words of texts that a run may put in as well. */
  readonly maybe: readonly string[];
  /** Every column that the SQL names, wherever it does. */
  readonly uses: readonly ColumnOf[];
  /** The same of relations that no `ref` or `source` names; an empty column for all that it has. */
  readonly outside?: readonly ColumnOf[];
  /** Names that two of its relations give, and those that it gives twice itself. */
  readonly clashes?: readonly string[];
  /** Relations that it joins on a condition which compares nothing of them with the others. */
  readonly unlinked?: readonly string[];
  /** Every name of it could be led to one relation. */
  readonly sure: boolean;
  /** Names of it that no relation gives, plain. */
  readonly missing?: readonly string[];
}

/** Quotes and capitals go: one column too many is a question, one too few a silence. */
export const plainName = (key: string): string => key.replaceAll('"', "").toLowerCase();

/** Is a column there? `undefined` where an unknown rest may hold it. */
export function gives({ columns, stars, maybe }: ModelOutput, name: string): boolean | undefined {
  const wanted = plainName(name);
  if (columns.some(({ key }) => plainName(key) === wanted)) return true;
  const behindStar = stars.some(({ except }) => !except.some((one) => plainName(one) === wanted));
  return behindStar || maybe.includes(wanted) ? undefined : false;
}
