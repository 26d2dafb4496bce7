import type { ApplicationFunction } from "probot";
import type { Identity } from "./events/event.ts";
import type { Log } from "./log.ts";
import type { Inbox } from "./inbox.ts";
import { route } from "./route.ts";

/** Dataplan as a Probot app: whatever comes in becomes a pointer in the inbox, and nothing else happens here. */
export const dataplan =
  (inbox: Inbox, us: () => Identity, log: Log): ApplicationFunction =>
  (probot) => {
    probot.onAny(async ({ id, name, payload }) => {
      const jobs = route({ id, event: name, payload }, us());
      if (jobs.length > 0) log.info({ delivery: id, event: name, jobs: jobs.map(({ kind }) => kind) }, "accepted");
      const action = "action" in payload ? payload.action : undefined;
      await inbox.accept({ id, event: name, ...(typeof action === "string" ? { action } : {}) }, jobs);
    });
  };
