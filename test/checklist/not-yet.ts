/** Rows of the requirements that nothing answers in full yet. The list only gets shorter. */
export const notYet: ReadonlySet<number> = new Set([
  1, 2, 3, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 42, 43, 45, 46, 47, 48, 49, 50, 51, 79,
  120, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 156,
  158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 178, 180, 181, 182, 185,
  187, 191, 196, 197, 199, 200, 201, 202, 221,
]);

/** Kinds of plan whose headings and items are still being fitted to their good examples. The list only gets shorter. */
export const kindsNotYet: ReadonlySet<string> = new Set(["pipeline-blueprint", "quality-assessment-report"]);
