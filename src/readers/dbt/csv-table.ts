/** What a seed holds: how many rows, what tells them apart, and what dbt would take each column for. */
export interface CsvTable {
  readonly rows: number;
  /** The values of the first column, where they keep the rows apart. */
  readonly keys?: readonly string[];
  /** By column, in the order of the header; absent where it holds nothing. */
  readonly types: readonly (CsvType | undefined)[];
}

export type CsvType = "integer" | "number" | "boolean" | "date" | "timestamp" | "text";

/** dbt itself advises against larger seeds, and keeps no checksum of them. */
const MOST_TEXT = 1_000_000;
const MOST_KEYS = 5_000;

/** Reads a seed's rows; undefined where it is too large, or its rows do not fit its header. */
export function csvTable(text: string, header: readonly string[], delimiter: string): CsvTable | undefined {
  if (text.length > MOST_TEXT || header.length === 0) return undefined;
  const [, ...rows] = csvRows(text.replace(/^\uFEFF/, ""), delimiter).filter((row) =>
    row.some((field) => field.trim() !== ""),
  );
  if (rows.some(({ length }) => length > header.length)) return undefined;
  const keys = rows.map(([key = ""]) => key.trim());
  const isKey = rows.length <= MOST_KEYS && new Set(keys).size === keys.length;
  const types = header.map((_, i) => typeOf(rows.map((row) => row[i]?.trim() ?? "")));
  return { rows: rows.length, types, ...(isKey && { keys }) };
}

function csvRows(text: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  const endRow = (): void => {
    row.push(field);
    rows.push(row);
    row = [];
    field = "";
  };
  for (let i = 0; i < text.length; i += 1) {
    const mark = text.charAt(i);
    if (quoted) {
      if (mark !== '"') field += mark;
      else if (text.charAt(i + 1) === '"') {
        field += '"';
        i += 1;
      } else quoted = false;
    } else if (mark === '"' && field.trim() === "") {
      quoted = true;
      field = "";
    } else if (mark === delimiter) {
      row.push(field);
      field = "";
    } else if (mark === "\n") endRow();
    else if (mark !== "\r") field += mark;
  }
  if (field !== "" || row.length > 0) endRow();
  return rows;
}

/** In the order in which dbt tries them. */
const SHAPES: readonly (readonly [CsvType, RegExp])[] = [
  ["integer", /^[+-]?\d+$/],
  ["number", /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i],
  ["date", /^\d{4}-\d\d-\d\d$/],
  ["timestamp", /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/],
  ["boolean", /^(?:true|false)$/i],
];
const NOTHING = /^(?:|null)$/i;

function typeOf(values: readonly string[]): CsvType | undefined {
  const said = values.filter((value) => !NOTHING.test(value));
  if (said.length === 0) return undefined;
  return SHAPES.find(([, shape]) => said.every((value) => shape.test(value)))?.[0] ?? "text";
}
