import type { Granted } from "../model/sighting.ts";

/** As GitHub tells it of an App or an installation. */
export const grantedIn = (data: {
  readonly permissions: Readonly<Record<string, unknown>>;
  readonly events: readonly string[];
}): Granted => ({
  permissions: Object.fromEntries(Object.entries(data.permissions).map(([name, level]) => [name, String(level)])),
  events: data.events,
});
