import type { Handler, RepositoryHandler } from "../reply.ts";
import { appRoutes } from "./app.ts";
import { branchRoutes } from "./branches.ts";
import { checkRunRoutes } from "./check-runs.ts";
import { checkSuiteRoutes } from "./check-suites.ts";
import { collaboratorRoutes } from "./collaborators.ts";
import { commentRoutes } from "./comments.ts";
import { commitRoutes } from "./commits.ts";
import { contentRoutes } from "./contents.ts";
import { deliveryRoutes } from "./deliveries.ts";
import { gitRoutes } from "./git-data.ts";
import { graphqlRoutes } from "./graphql.ts";
import { labelRoutes } from "./labels.ts";
import { pullRoutes } from "./pulls.ts";
import { reactionRoutes } from "./reactions.ts";
import { repositoryRoutes } from "./repositories.ts";
import { ruleRoutes } from "./rules.ts";
import { teamRoutes } from "./teams.ts";

export const handlers: ReadonlyMap<string, Handler> = new Map(
  Object.entries({ ...appRoutes, ...deliveryRoutes, ...graphqlRoutes, ...teamRoutes }),
);

export const repositoryHandlers: ReadonlyMap<string, RepositoryHandler> = new Map(
  Object.entries({
    ...branchRoutes,
    ...checkRunRoutes,
    ...checkSuiteRoutes,
    ...collaboratorRoutes,
    ...commentRoutes,
    ...commitRoutes,
    ...contentRoutes,
    ...gitRoutes,
    ...labelRoutes,
    ...pullRoutes,
    ...reactionRoutes,
    ...repositoryRoutes,
    ...ruleRoutes,
  }),
);
