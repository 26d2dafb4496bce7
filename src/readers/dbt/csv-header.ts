const firstLine = (text: string): string => text.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0] ?? "";

/** A seed's delimiter is a comma, or what its first line has most of. */
export function csvDelimiter(text: string): string {
  const line = firstLine(text);
  const count = (mark: string): number => line.split(mark).length;
  const [delimiter = ","] = [",", ";", "\t", "|"].toSorted((a, b) => count(b) - count(a));
  return delimiter;
}

/** The names in the first line of a CSV file. */
export function csvHeader(text: string): readonly string[] {
  const line = firstLine(text);
  const delimiter = csvDelimiter(text);
  const field = new RegExp(`"(?:[^"]|"")*"|[^${delimiter === "|" ? "\\|" : delimiter}]+`, "g");
  return (line.match(field) ?? []).map((one) =>
    one
      .replaceAll(/^\s*"|"\s*$/g, "")
      .replaceAll('""', '"')
      .trim(),
  );
}
