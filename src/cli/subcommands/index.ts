export { default as estimate } from "./estimate.ts";
export { default as explain } from "./explain.ts";
export { default as init } from "./init.ts";
export { default as lineage } from "./lineage.ts";
export { default as plan } from "./plan.ts";
export { default as prove } from "./prove.ts";
export { default as replay } from "./replay.ts";
export { default as review } from "./review.ts";
