import type { Snapshot } from "../../../model/snapshot.ts";

/**
 * Something that the model was read from could not be read on this side: then nothing is known to be gone, and the gap says
 * so itself. A project file that cannot be read takes its whole folder with it.
 */
export function unreadOn({ gaps }: Snapshot, paths: readonly string[]): boolean {
  return gaps.some(({ key, place }) => {
    if (key === "yaml-unread" && place.path.endsWith("dbt_project.yml"))
      return paths.some((path) => path.startsWith(place.path.slice(0, -"dbt_project.yml".length)));
    return UNREAD.test(key) && paths.includes(place.path);
  });
}

/** The keys under which a file that is there was not read. */
const UNREAD = /^(?:yaml-unread|jinja-unread|file-.*|review-too-large)$/;
