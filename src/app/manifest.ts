import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Granted } from "../model/sighting.ts";

/** `app.yml`, as far as GitHub's registration takes it. */
export interface AppManifest {
  readonly name: string;
  readonly url: string;
  readonly public: boolean;
  readonly description: string;
  readonly default_permissions: Granted["permissions"];
  readonly default_events: Granted["events"];
}

/** It lies beside the sources and is packed with them. */
export const appManifest = (): AppManifest =>
  parse(readFileSync(join(import.meta.dirname, "../../app.yml"), "utf8")) as AppManifest;

/** What app.yml asks for. */
export function manifest(): Granted {
  const { default_permissions: permissions, default_events: events } = appManifest();
  return { permissions, events };
}
