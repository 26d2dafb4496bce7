export { default as estimate } from "./estimate.ts";
export { default as explain } from "./explain.ts";
export { default as help } from "./help.ts";
export { default as review } from "./review.ts";
export { default as status } from "./status.ts";
export { default as unwaive } from "./unwaive.ts";
export { default as waive } from "./waive.ts";
