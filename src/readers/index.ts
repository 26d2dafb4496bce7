export { default as dbt } from "./dbt/reader.ts";
export { default as gate } from "./gate/reader.ts";
export { default as migrations } from "./migrations/reader.ts";
export { default as plans } from "./plans/reader.ts";
