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
      const [about] = jobs;
      if (about !== undefined) {
        const { installation } = about;
        const where = "repository" in about ? { repository: about.repository } : {};
        const pull = "pull" in about ? { pull: about.pull } : {};
        const which = { delivery: id, event: name, installation, ...where, ...pull };
        log.info({ ...which, jobs: jobs.map(({ kind }) => kind) }, "accepted");
      }
      const action = "action" in payload ? payload.action : undefined;
      await inbox.accept({ id, event: name, ...(typeof action === "string" ? { action } : {}) }, jobs);
    });
  };
