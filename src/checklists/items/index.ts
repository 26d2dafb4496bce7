export { default as peakVolumeStated } from "./data-plan/peak-volume-stated.ts";
export { default as problemStated } from "./data-plan/problem-stated.ts";
export { default as sourceOwnersListed } from "./data-plan/source-owners-listed.ts";
