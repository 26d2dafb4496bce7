import type { Derived } from "../../../sql/derived.ts";
import type { Element } from "./element.ts";

/** How one kind of change becomes SQL for PostgreSQL, as Liquibase writes it. */
export interface Change {
  /** `lenient`: a precondition on this very object lets it be passed over where there is nothing to do. */
  up(element: Element, lenient: boolean): readonly (string | Derived)[];
  /** What Liquibase runs to take it back where the change set does not say how; absent where it cannot. */
  down?(element: Element): readonly string[];
}

export type Changes = Readonly<Record<string, Change>>;

/** A part of a statement, where it is wanted. */
export const when = (wanted: boolean, words: string): string => (wanted ? ` ${words}` : "");
