import { instant } from "./world.ts";
import type { AppIdentity, CheckRun, CheckSuite, World } from "./world.ts";

/** A run as it stands before anything was said of it. */
export const queuedRun = (world: World, suite: CheckSuite, app: AppIdentity, name: string): CheckRun => ({
  id: world.nextId(),
  suiteId: suite.id,
  headSha: suite.headSha,
  app,
  startedAt: instant(world),
  name,
  status: "queued",
  conclusion: null,
  completedAt: null,
  externalId: "",
  detailsUrl: `${world.webUrl}/apps/${app.slug}`,
  title: null,
  summary: null,
  text: null,
  annotations: [],
  actions: [],
});
