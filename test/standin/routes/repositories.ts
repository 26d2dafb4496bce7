import { ok } from "../reply.ts";
import type { RepositoryHandler } from "../reply.ts";
import { fullRepositoryShape } from "../shapes/repository.ts";

export const repositoryRoutes: Readonly<Record<string, RepositoryHandler>> = {
  "repos/get": ({ world, repository }) => ok(fullRepositoryShape(world, repository)),
};
