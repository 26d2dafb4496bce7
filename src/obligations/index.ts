export { default as archive } from "./archive.ts";
export { default as migration } from "./migration.ts";
export { default as planEntry } from "./plan-entry.ts";
export { default as repair } from "./repair.ts";
export { default as rollback } from "./rollback.ts";
export { default as window } from "./window.ts";
