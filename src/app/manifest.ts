import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Granted } from "../model/sighting.ts";

/** What app.yml asks for; it lies beside the sources and is packed with them. */
export function manifest(): Granted {
  const read: unknown = parse(readFileSync(join(import.meta.dirname, "../../app.yml"), "utf8"));
  const { default_permissions: permissions, default_events: events } = read as {
    readonly default_permissions: Granted["permissions"];
    readonly default_events: Granted["events"];
  };
  return { permissions, events };
}
