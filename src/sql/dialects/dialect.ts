import { DIALECTS, type Dialect, isDialect } from "../../model/dialect.ts";

/** How a dialect writes names, strings and comments. */
export interface Lexis {
  /** Opening marks of a quoted name. */
  readonly names: readonly ('"' | "`" | "[")[];
  /** Opening marks of a string. */
  readonly strings: readonly ('"' | "'")[];
  /** A backslash takes the next character into the string. */
  readonly backslash: boolean;
  /** `$$ … $$` is a string. */
  readonly dollar: boolean;
  /** Marks of a comment to the end of the line, `--` aside. */
  readonly comments: readonly ("#" | "//")[];
  readonly nested: boolean;
  /** What stands in a comment that begins with an exclamation mark is run. */
  readonly executable: boolean;
}

interface Spec extends Lexis {
  /** What an unqualified name means; empty where tables lie in the database itself. */
  readonly schema: string;
}

const ANSI: Lexis = {
  names: ['"'],
  strings: ["'"],
  backslash: false,
  dollar: false,
  comments: [],
  nested: false,
  executable: false,
};
const MYSQL: Lexis = { ...ANSI, names: ["`"], strings: ["'", '"'], backslash: true, comments: ["#"], executable: true };

export const SPECS: Readonly<Record<Dialect, Spec>> = {
  mysql: { schema: "", ...MYSQL },
  mariadb: { schema: "", ...MYSQL },
  sqlite: { schema: "main", ...ANSI, names: ['"', "`", "["] },
  sqlserver: { schema: "dbo", ...ANSI, names: ['"', "["], nested: true },
  snowflake: { schema: "public", ...ANSI, backslash: true, dollar: true, comments: ["//"] },
  bigquery: {
    schema: "",
    ...ANSI,
    names: ["`"],
    strings: ["'", '"'],
    backslash: true,
    comments: ["#"],
  },
  redshift: { schema: "public", ...ANSI, backslash: true, dollar: true, nested: true },
  clickhouse: { schema: "default", ...ANSI, names: ['"', "`"], backslash: true, nested: true },
  duckdb: { schema: "main", ...ANSI, dollar: true },
};

const BY_TITLE: ReadonlyMap<string, Dialect> = new Map(
  Object.entries(DIALECTS).flatMap(([id, title]) => (isDialect(id) ? [[title, id]] : [])),
);

/** The dialect that goes by this id or title; undefined for one that is not read. */
export const dialectNamed = (word: string): Dialect | undefined => (isDialect(word) ? word : BY_TITLE.get(word));
