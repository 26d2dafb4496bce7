const REVISION = /^revision\b[^=\n]*=/m;
const DOWN = /^down_revision\b[^=\n]*=/m;

/** By its words: a revision names itself and the one before it. */
export const isAlembic = (text: string): boolean => REVISION.test(text) && DOWN.test(text);
