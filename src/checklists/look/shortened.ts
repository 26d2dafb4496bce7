const SHOWN = 80;

/** As much of an author's sentence as a message has room for. */
export const shortened = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text);
