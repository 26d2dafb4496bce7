export { default as dbt } from "./dbt/reader.ts";
export { default as gate } from "./gate/reader.ts";
