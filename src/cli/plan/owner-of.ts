import { ownersAt } from "../../code-owners.ts";
import type { Sources } from "../sources.ts";

/** Who may answer for the plan: those whom base's CODEOWNERS names for the path, else who wrote the change. */
export async function ownerOf({ repository, base, author }: Sources, path: string): Promise<string | undefined> {
  const owners = await ownersAt(repository, base, path);
  return owners.length > 0 ? owners.join(", ") : author?.();
}
