export { default as dbt } from "./dbt/reader.ts";
export { default as gate } from "./gate/reader.ts";
export { default as plans } from "./plans/reader.ts";
