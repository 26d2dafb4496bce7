import type { Reader } from "./model/reader.ts";
import * as registry from "./readers/index.ts";

/** Every reader there is; each parses into a type of its own, which only its own `link` looks at. */
export const readers = Object.values(registry) as readonly Reader[];
