export { default as migrations } from "./migrations/reader.ts";
