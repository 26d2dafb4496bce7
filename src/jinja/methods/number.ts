import { Float } from "../value.ts";
import type { Method } from "./method.ts";

export const numberMethods: ReadonlyMap<string, Method<number | Float>> = new Map<string, Method<number | Float>>([
  ["is_integer", (self) => Number.isInteger(self instanceof Float ? self.value : self)],
]);
