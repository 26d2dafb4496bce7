export { default as gate } from "./gate/reader.ts";
