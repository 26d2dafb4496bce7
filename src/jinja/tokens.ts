/** A token of a template. `value` of a string is what it says; of `data` the text after whitespace control. */
export interface Token {
  readonly type: "data" | "open" | "close" | "name" | "string" | "integer" | "float" | "operator" | "end";
  readonly value: string;
  readonly at: number;
}

export interface Lexed {
  readonly tokens: readonly Token[];
  readonly broken?: { readonly offset: number; readonly reason: string };
}
