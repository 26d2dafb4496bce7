import type { Label, RepositoryState, World } from "../world.ts";
import { nodeId, type Shape } from "./people.ts";
import { apiUrl } from "./repository.ts";

export const labelShape = (world: World, repository: RepositoryState, { id, name }: Label): Shape => ({
  id,
  node_id: nodeId("Label", id),
  url: `${apiUrl(world, repository)}/labels/${encodeURIComponent(name)}`,
  name,
  description: "",
  color: "ededed",
  default: false,
});
