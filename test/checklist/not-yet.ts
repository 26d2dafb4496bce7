/** Rows of the requirements that nothing answers in full yet. The list only gets shorter. */
export const notYet: ReadonlySet<number> = new Set([]);

/** Kinds of plan whose headings and items are still being fitted to their good examples. The list only gets shorter. */
export const kindsNotYet: ReadonlySet<string> = new Set([]);
