/** What only a person knows: the reader takes it for an answer that is still due, and says so once the plan is approved. */
export const slot = (what: string): string => `TODO: ${what}`;
