/** `block` holds the merge until what is owed is met; `review` and `notice` never do. */
export type Level = "block" | "review" | "notice";
