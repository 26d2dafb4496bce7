import { oneLine } from "./visible.ts";

/** A migration as people know it: its id without the kind in front. */
export const migrationName = (id: string): string => oneLine(id.replace(/^migration:/, ""));
