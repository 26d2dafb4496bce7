import type { PlanApproval } from "../model/approval.ts";
import type { Config } from "../model/config.ts";
import type { Obligation } from "../model/obligation.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** Paths of the plans that this pull request adds or edits and calls approved: so far that is its author's word. */
export const statedPlans = (base: Snapshot, head: Snapshot): readonly string[] =>
  Object.values(head.facts.plan).flatMap(({ status, place: { path } }) =>
    status === "approved" && head.files[path] !== base.files[path] ? [path] : [],
  );

/**
 * What rests on a plan that was approved on this very head says by whom. Where the configuration asks for that, each change
 * that rests on one owes that approval beside: a person's act.
 */
export function approve(
  obligations: readonly Obligation[],
  stated: readonly string[],
  { approvals: wanted }: Pick<Config, "approvals">,
  approvals: readonly PlanApproval[] = [],
): Obligation[] {
  const owing = new Map<string, Obligation>();
  const told = obligations.map((obligation) => {
    const { by, fingerprint } = obligation;
    const path = by?.side === "head" && !by.verified ? by.place?.path : undefined;
    if (by === null || path === undefined || !stated.includes(path)) return obligation;
    const approval = approvals.find(({ plan }) => plan === path);
    if (approval?.by !== undefined) return { ...obligation, by: { ...by, verified: true, approvedBy: approval.by } };
    const remedy = toAsk(path, approval?.owners ?? []);
    owing.set(fingerprint, { fingerprint, kind: "approval", met: false, by: null, person: true, remedy });
    return obligation;
  });
  return wanted === "stated" ? told : [...told, ...owing.values()];
}

const toAsk = (path: string, owners: readonly string[]): string =>
  `${owners.length === 0 ? "Its owner, or a code owner of it," : listed(owners)} has to approve this head, with \`${path}\`, in a review (nobody whose change this is)`;

const listed = (owners: readonly string[]): string => owners.map((owner) => `\`${owner}\``).join(" or ");
