/** The names in the first line of a CSV file; a seed's delimiter is a comma, or what that line has most of. */
export function csvHeader(text: string): readonly string[] {
  const [line = ""] = text.replace(/^\uFEFF/, "").split(/\r?\n/, 1);
  const count = (mark: string): number => line.split(mark).length;
  const [delimiter = ","] = [",", ";", "\t", "|"].toSorted((a, b) => count(b) - count(a));
  const field = new RegExp(`"(?:[^"]|"")*"|[^${delimiter === "|" ? "\\|" : delimiter}]+`, "g");
  return (line.match(field) ?? []).map((one) =>
    one
      .replaceAll(/^\s*"|"\s*$/g, "")
      .replaceAll('""', '"')
      .trim(),
  );
}
