export { default as doctor } from "./doctor.ts";
export { default as estimate } from "./estimate.ts";
export { default as explain } from "./explain.ts";
export { default as help } from "./help.ts";
export { default as review } from "./review.ts";
