import type { ApplicationFunction } from "probot";
import type { Identity } from "./events/event.ts";
import type { Inbox } from "./inbox.ts";
import { route } from "./route.ts";

/** Dataplan as a Probot app: whatever comes in becomes a pointer in the inbox, and nothing else happens here. */
export const dataplan =
  (inbox: Inbox, us: () => Identity): ApplicationFunction =>
  (probot) => {
    probot.onAny(async ({ id, name, payload }) => {
      await inbox.accept(id, route({ id, event: name, payload }, us()));
    });
  };
