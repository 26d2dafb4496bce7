import type { ApplicationFunction } from "probot";
import { FLOOR_REPOSITORY } from "../github/organisation-floor.ts";
import type { Identity } from "./events/event.ts";
import type { Log } from "./log.ts";
import type { Inbox } from "./inbox.ts";
import { type Payload, target } from "./payload.ts";
import type { Recall } from "./recall.ts";
import { route } from "./route.ts";

/** Dataplan as a Probot app: whatever comes in becomes a pointer in the inbox, and nothing else happens here. */
export const dataplan =
  (inbox: Inbox, us: () => Identity, log: Log, { floorless }: Pick<Recall, "floorless">): ApplicationFunction =>
  (probot) => {
    probot.onAny(async ({ id, name, payload }) => {
      const jobs = route({ id, event: name, payload }, us());
      // Whatever happens where floors are kept, a push or its coming to us, there may be one now.
      for (const where of [target(payload as Payload), ...jobs])
        if (where !== undefined && "name" in where && where.name === FLOOR_REPOSITORY) floorless.forget(where.owner);
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
