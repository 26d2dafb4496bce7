import type { EventHandler } from "./event.ts";

/** Given to an owner who has let us in, or deleted. A new name comes with each event, and leads on from the old one until then. */
export const repository: EventHandler = ({ action }, target) => {
  if (action === "transferred") return [{ kind: "onboard", ...target, fresh: false }];
  return action === "deleted" ? [{ kind: "depart", ...target, fresh: false }] : [];
};
