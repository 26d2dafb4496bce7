import type { Granted } from "../model/sighting.ts";

interface Need {
  /** What does not work without it, as the end of "without it …". */
  readonly without: string;
  /** The gate itself stands or falls with it. */
  readonly gate: boolean;
  /** What more of it would be used, though app.yml does not ask for it. */
  readonly more?: string;
}

export const NEEDS: Readonly<Record<string, Need>> = {
  metadata: { without: "nothing can be read", gate: true },
  contents: { without: "no file can be read, and every check says that it could not decide", gate: true },
  checks: { without: "there is no check, and where it is required nothing merges", gate: true },
  pull_requests: { without: "pull requests are not heard of, or have no comment", gate: true },
  // Reactions to commands take it.
  issues: { without: "no command in a comment is heard", gate: false, more: "write" },
  members: {
    without: "nobody's membership in a team can be asked: only people named one by one approve plans or waive",
    gate: false,
  },
  merge_queues: {
    without: "GitHub never says when a merge queue wants an answer, and a queue that requires the check waits in vain",
    gate: false,
  },
};

const STRENGTH: Readonly<Record<string, number>> = { read: 1, write: 2, admin: 3 };
const strength = (level: string | undefined): number => (level === undefined ? 0 : (STRENGTH[level] ?? 0));

/** `name: level` of what is wanted and not there, or not as strong. */
export const lacking = (wanted: Granted, has: Granted): readonly { readonly name: string; readonly level: string }[] =>
  Object.entries(wanted.permissions).flatMap(([name, level]) =>
    strength(has.permissions[name]) < strength(level) ? [{ name, level }] : [],
  );

/** `name: level` of what is there, lets something be changed, and is of no use to us. */
export const beyond = (wanted: Granted, has: Granted): readonly { readonly name: string; readonly level: string }[] =>
  Object.entries(has.permissions).flatMap(([name, level]) => {
    const used = Math.max(strength(wanted.permissions[name]), strength(NEEDS[name]?.more));
    return strength(level) > Math.max(used, strength("read")) ? [{ name, level }] : [];
  });
