import { ownersAt } from "../code-owners.ts";
import type { Gathered } from "../gather.ts";
import type { PlanApproval } from "../model/approval.ts";
import type { Repository } from "../ports.ts";
import { type Memo, read } from "../readers/read.ts";
import { readers } from "../readers.ts";
import { statedPlans } from "../verdict/approve.ts";
import { noApprovers } from "./approvers-of.ts";
import { MayNotAsk, type Organisation } from "./organisation.ts";

export interface Approvals {
  readonly approvals: readonly PlanApproval[];
  /** What could not be asked. */
  readonly asides: readonly string[];
}

const plansAlone = readers.filter(({ id }) => id === "plans");

/**
 * Who approved the plans that this pull request brings as approved. The owner is the one whom base's text names, where there
 * is one: nobody chooses his own judge. Most pull requests bring no such plan and cost no question.
 */
export async function planApprovals(
  { base, head, config: { config } }: Pick<Gathered, "base" | "head" | "config">,
  memo: Memo,
  repository: Repository,
  branch: string,
  organisation: Organisation,
): Promise<Approvals> {
  if (!touches(base.files, head.files)) return { approvals: [], asides: [] };
  const before = await read(base, plansAlone, config, memo);
  const after = await read(head, plansAlone, config, memo, base);
  const stated = statedPlans(before, after);
  if (stated.length === 0) return { approvals: [], asides: [] };
  const ownerIn = (side: typeof after, path: string): string =>
    Object.values(side.facts.plan).find(({ place }) => place.path === path)?.owner ?? "";
  const owned = await Promise.all(
    stated.map(async (plan) => {
      const named = peopleIn(ownerIn(before, plan)).length > 0 ? ownerIn(before, plan) : ownerIn(after, plan);
      const owners = [...new Set([...peopleIn(named), ...(await ownersAt(repository, branch, plan))])];
      return { plan, owners };
    }),
  );
  const asides = new Set<string>();
  const approvers = await organisation.approvers().catch((error: unknown) => {
    if (!isForbidden(error)) throw error;
    asides.add("Who approved this head could not be asked: the App lacks `pull_requests: read`");
    return noApprovers;
  });
  const approvals: PlanApproval[] = [];
  for (const one of owned) {
    const by = await firstOf(approvers.others, one.owners, organisation, asides);
    approvals.push(by === undefined ? one : { ...one, by });
    if (by !== undefined || config.approvals === "stated") continue;
    const self = await firstOf(approvers.own, one.owners, organisation, asides);
    if (self !== undefined) asides.add(uncounted(self, approvers.doubt));
  }
  return { approvals, asides: [...asides] };
}

const uncounted = (login: string, doubt: string | undefined): string =>
  `The approval of \`@${login}\` does not count: ${doubt ?? "it is their own change, as whoever opened this pull request or wrote one of its commits"}`;

const touches = (before: Gathered["base"]["files"], after: Gathered["head"]["files"]): boolean =>
  Object.entries(after).some(([path, { hash }]) => before[path]?.hash !== hash && /\.(?:md|ya?ml)$/.test(path));

/** `@ada`, `@acme/data`: an owner may be written in any words around them. */
const peopleIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?<![\w.])@[A-Za-z0-9][A-Za-z0-9-]*(?:\/[\w.-]*\w)?/g)].map(([name]) => name);

async function firstOf(
  approvers: readonly string[],
  owners: readonly string[],
  organisation: Organisation,
  asides: Set<string>,
): Promise<string | undefined> {
  // People first: their names cost no question.
  for (const owner of owners.toSorted((a, b) => Number(a.includes("/")) - Number(b.includes("/"))))
    for (const login of approvers) {
      if (owner.toLowerCase() === `@${login.toLowerCase()}`) return login;
      if (owner.includes("/") && (await isMember(owner, login, organisation, asides))) return login;
    }
  return undefined;
}

async function isMember(
  team: string,
  login: string,
  organisation: Organisation,
  asides: Set<string>,
): Promise<boolean> {
  try {
    return await organisation.isMember(team, login);
  } catch (error) {
    if (!(error instanceof MayNotAsk)) throw error;
    asides.add(`It could not be asked ${error.message}`);
    return false;
  }
}

const isForbidden = (error: unknown): boolean =>
  error instanceof Error && "status" in error && error.status === 403 && !/rate limit|abuse/i.test(error.message);
