/** Something that other tools look for and that has no rule here, on purpose. */
export interface Declined {
  /** Ids under which the spec pages and other tools know it; the first one stands for all. */
  readonly ids: readonly string[];
  /** A reason that those who have the rule could accept. */
  readonly why: string;
  /** Rules that see the danger behind it, where there is one. */
  readonly instead?: readonly string[];
}
