import { nameOf, textOf } from "../../../code/python/value.ts";
import type { Model } from "./state.ts";

/** The column of a field, by its name alone: `author` is `author_id` where it is a relation. */
export function columnName(field: string, model: Model): string {
  const value = field === "pk" ? undefined : model.fields.get(field);
  if (value?.is !== "call") return field === "pk" ? "id" : field;
  const own = textOf(value.named["db_column"]);
  const relation = /(?:ForeignKey|OneToOneField)$/.test(nameOf(value) ?? "");
  return (own ?? (relation ? `${field}_id` : field)).replace(/^"|"$/g, "");
}
