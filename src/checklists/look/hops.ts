/** What stands between the arrows of a path ("a → b, c → d"): one hop each, up to the end of its sentence. Fewer than two where there is no path. */
export function hopsOf(text: string): readonly string[] {
  const hops = text.split(/\s*(?:→|⟶|⇒|-{1,3}>|=+>)\s*(?:\|[^|]*\|\s*)?/);
  return hops.length < 2
    ? []
    : hops
        .map((hop) => (hop.split(/(?<=[^\d\s])\.\s/)[0] ?? hop).replace(/^.*[:|]\s+/, "").trim())
        .filter((hop) => hop !== "");
}
