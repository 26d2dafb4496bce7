export { default as modelColumnRemoved } from "./dbt/model-column-removed.ts";
export { default as modelContractDropped } from "./dbt/model-contract-dropped.ts";
export { default as modelRemoved } from "./dbt/model-removed.ts";
export { default as gateChanged } from "./gate/gate-changed.ts";
