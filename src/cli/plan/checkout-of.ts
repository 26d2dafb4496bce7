import { openRepository } from "../../git/repository.ts";

/** The folder of a repository's checkout; undefined where it has none. */
export async function checkoutOf(directory: string | undefined): Promise<string | undefined> {
  const repository = await openRepository(directory);
  try {
    return await repository.checkout();
  } finally {
    repository.close();
  }
}
