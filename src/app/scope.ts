/** What an installation granted, or a token holds. */
export type Permissions = Readonly<Record<string, "read" | "write">>;

/** What each kind of work needs; a token holds no more. What looks across repositories may only read. */
const NEEDS = {
  review: { contents: "read", checks: "write", pull_requests: "write" },
  // With `issues: write`, which few grant, a command is answered by a reaction, too.
  command: { contents: "read", pull_requests: "write", issues: "write" },
  // Here `issues: write` makes a label that the repository does not have yet.
  label: { pull_requests: "write", issues: "write" },
  team: { members: "read" },
  floor: { contents: "read" },
  round: { checks: "read", pull_requests: "read" },
} as const satisfies Readonly<Record<string, Permissions>>;

/** For what somebody wants to speak to GitHub: about one repository, which his token is then limited to, or about all. */
export type Scope = { readonly installation: number } & (
  | { readonly work: "review" | "command" | "label" | "team"; readonly repository: number }
  | { readonly work: "floor" | "round" }
);

/** What is needed and was granted: GitHub gives no token at all to whoever asks for more than that. */
export function permissionsFor({ work }: Scope, granted: Permissions): Permissions {
  const held = Object.entries<"read" | "write">(NEEDS[work]).flatMap(([name, wanted]) => {
    const given = granted[name];
    return given === undefined ? [] : [[name, given === "read" ? given : wanted] as const];
  });
  // Never empty, which GitHub might take for all that there is.
  return { metadata: "read", ...Object.fromEntries(held) };
}
