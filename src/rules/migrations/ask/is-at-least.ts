const parts = (version: string): readonly number[] => version.split(".").map(Number);

/** Is this version that one or a later one? Parts that are not said count as the newest. */
export function isAtLeast(version: string, wanted: string): boolean {
  const own = parts(version);
  for (const [i, part] of parts(wanted).entries()) {
    const given = own[i] ?? Infinity;
    if (given !== part) return given > part;
  }
  return true;
}
