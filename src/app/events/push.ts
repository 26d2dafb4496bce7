import { ownerPaths } from "../../code-owners.ts";
import { gatePaths } from "../../model/gate-paths.ts";
import type { EventHandler } from "./event.ts";

const JUDGES: ReadonlySet<string> = new Set([...gatePaths, ...ownerPaths]);

/** What judges a branch's pull requests has moved under them: its configuration, or who owns what. Other pushes are theirs. */
export const push: EventHandler = ({ ref = "", deleted, forced, commits = [] }, target) => {
  const [, branch] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
  if (branch === undefined || deleted === true) return [];
  const touched = commits.some(({ added = [], modified = [], removed = [] }) =>
    [...added, ...modified, ...removed].some((path) => JUDGES.has(path)),
  );
  // What a forced push took away is in none of its commits.
  if (!touched && forced !== true) return [];
  return [{ kind: "refresh", ...target, branch, fresh: false }];
};
