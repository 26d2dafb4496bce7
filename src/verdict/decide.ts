import type { Finding } from "../model/finding.ts";
import type { Hold } from "../model/grant.ts";
import type { Obligation, ObligationKind } from "../model/obligation.ts";
import type { Conclusion, JudgedGap } from "../model/verdict.ts";

export interface Decision {
  readonly conclusion: Conclusion;
  readonly summary: string;
}

const OWED: Readonly<Record<ObligationKind, string>> = {
  "plan-entry": "a plan entry",
  compatibility: "time for its readers",
  consumers: "word to its readers",
  migration: "a migration",
  backfill: "values for old rows",
  archive: "an archive of the lost rows",
  "sign-off": "a sign-off of the loss",
  rollback: "a way back",
  window: "a planned window or the safe form",
  repair: "a repair",
  approval: "an owner's approval of its plan",
};

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

/** A hold asks for a person's act, and shuts no gate further that is shut already. */
function held(judged: Decision, holds: readonly Hold[]): Decision {
  if (holds.length === 0) return judged;
  const by = listed([...new Set(holds.map(({ owner }) => `\`${owner}\``))]);
  if (judged.conclusion === "failure") return { ...judged, summary: `${judged.summary}; held by ${by}` };
  return { conclusion: "action_required", summary: `Held by ${by}. Otherwise: ${judged.summary}` };
}

/** What a plan lacks is no change of data. */
const isOfPlan = ({ subjectPath: [kind], owes }: Finding): boolean =>
  kind === "plan" && owes.every((one) => one === "repair");

/** What the gate would have done; how much holds it stands in the summary. */
const audited = ({ conclusion, summary }: Decision): string =>
  conclusion === "failure"
    ? `It would have blocked: ${summary.replace(/^Blocked: /, "")}`
    : `It would have said: ${summary}`;

/** Decision 7: an unmet block is a failure; where only a person's act is left, it is asked for; else the gate is open. */
export function decide(
  findings: readonly Finding[],
  obligations: readonly Obligation[],
  gaps: readonly JudgedGap[],
  touched: readonly string[],
  mode: "enforce" | "audit",
  holds: readonly Hold[] = [],
): Decision {
  const unmet = obligations.filter(({ met }) => !met);
  const owing = new Set(unmet.map(({ fingerprint }) => fingerprint));
  const blocking = findings.filter(
    ({ level, fingerprint, owes }) => level === "block" && (owes.length === 0 || owing.has(fingerprint)),
  );
  const hidden = gaps.filter(({ level }) => level === "block");
  const met = findings.filter(({ level }) => level === "block").length - blocking.length;
  const rest = findings.filter(({ level }) => level !== "block").length;

  const judged = ((): Decision => {
    if (touched.length === 0) return { conclusion: "neutral", summary: "Nothing of ours is touched" };
    if (blocking.length > 0 || hidden.length > 0) {
      const person =
        hidden.length === 0 &&
        blocking.every(({ owes }) => owes.length > 0) &&
        unmet.every((obligation) => obligation.person);
      const changes = blocking.filter((finding) => !isOfPlan(finding));
      const inPlans = blocking.length - changes.length;
      const owe = new Set(changes.map(({ fingerprint }) => fingerprint));
      const kinds = Object.entries(OWED).flatMap(([kind, words]) =>
        unmet.some((one) => one.kind === kind && owe.has(one.fingerprint)) ? [words] : [],
      );
      const parts = [
        ...(changes.length > 0
          ? [
              `${counted(changes.length, "change")} ${changes.length === 1 ? "owes" : "owe"} ${kinds.length > 0 ? listed(kinds) : "a repair"}`,
            ]
          : []),
        ...(inPlans > 0 ? [`${counted(inPlans, "place")} to put right in a plan`] : []),
        ...(hidden.length > 0
          ? [`${counted(hidden.length, "statement")} could not be read and may hide a change`]
          : []),
      ];
      return person
        ? { conclusion: "action_required", summary: `Only a person's act is left: ${parts.join("; ")}` }
        : { conclusion: "failure", summary: `Blocked: ${parts.join("; ")}` };
    }
    const said = [
      ...(met > 0 ? [`${counted(met, "breaking change")} ${met === 1 ? "has" : "have"} everything owed`] : []),
      ...(rest > 0 ? [`${counted(rest, "finding")} to look at`] : []),
    ];
    return {
      conclusion: "success",
      summary: said.length > 0 ? `The gate is open: ${said.join("; ")}` : "The gate is open: nothing is owed",
    };
  })();

  const own = held(judged, holds);
  if (mode === "audit" && own.conclusion !== "neutral")
    return {
      conclusion: "neutral",
      summary: `Audit only, never blocks. ${audited(own)}`,
    };
  return own;
}
