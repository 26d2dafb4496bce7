/**
 * What a change of type does to the values and to those who read them. `narrowed`: some values do not fit or lose digits.
 * `converted`: every value fits, as another kind. `incompatible`: another kind, and values may not convert.
 * `reinterpreted`: every value fits and may mean something else. `unknown`: a type that the database does not bring itself.
 */
export type TypeChange = "same" | "widened" | "narrowed" | "converted" | "incompatible" | "reinterpreted" | "unknown";
