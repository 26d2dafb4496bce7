export { default as review } from "./review.ts";
