import type { ConfigFile } from "../config/read-file.ts";
import type { Gathered } from "../gather.ts";
import { gatePaths } from "../model/gate-paths.ts";
import type { ConfigEffect, TwiceJudged } from "../model/config-effect.ts";
import type { Verdict } from "../model/verdict.ts";
import { leavesOf } from "../readers/gate/leaves.ts";
import type { Commits } from "./commits-of.ts";

/** Does this pull request edit the gate's own configuration? */
export const editsConfig = ({ base, head }: Pick<Gathered, "base" | "head">): boolean =>
  gatePaths.some((path) => base.files[path]?.hash !== head.files[path]?.hash);

export interface Trial {
  readonly before: ConfigFile;
  readonly after: ConfigFile;
  readonly errors: ConfigEffect["errors"];
  /** This change as the base branch judges it. */
  readonly verdict: Verdict;
  own(by: ConfigFile): Promise<Verdict>;
  neighbours(): Promise<readonly { readonly number: number; readonly commits: Commits }[]>;
  neighbour(commits: Commits, by: ConfigFile): Promise<Verdict>;
}

/** What would change once the new file is on the base branch. */
export async function configEffect(trial: Trial): Promise<ConfigEffect> {
  const { before, after, errors, verdict } = trial;
  const shared = { path: after.path, errors, settings: settingsOf(before.text, after.text) };
  if (errors.length > 0) return { ...shared, others: [] };
  const own = compared(verdict, await trial.own(after));
  try {
    return { ...shared, own, others: await othersOf(trial) };
  } catch {
    // Somebody else's pull request that cannot be read is no reason to leave this one without an answer.
    return { ...shared, own };
  }
}

async function othersOf(trial: Trial): Promise<NonNullable<ConfigEffect["others"]>> {
  const { before, after } = trial;
  const others: (TwiceJudged & { readonly pull: number })[] = [];
  for (const { number: pull, commits } of await trial.neighbours())
    others.push({ pull, ...compared(await trial.neighbour(commits, before), await trial.neighbour(commits, after)) });
  return others;
}

function settingsOf(before: string, after: string): ConfigEffect["settings"] {
  const [was, is] = [before, after].map((text) => new Map(leavesOf(text).map(({ key, value }) => [key, value])));
  return [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].flatMap((key) => {
    const [one, two] = [was?.get(key), is?.get(key)];
    if (one === two) return [];
    return [{ key, ...(one === undefined ? {} : { before: one }), ...(two === undefined ? {} : { after: two }) }];
  });
}

function compared(one: Verdict, two: Verdict): TwiceJudged {
  const [before, after] = [one, two].map(
    ({ findings }) => new Map(findings.map((finding) => [`${finding.rule} ${finding.fingerprint}`, finding])),
  );
  const findings = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].flatMap((key) => {
    const [was, is] = [before?.get(key), after?.get(key)];
    const finding = was ?? is;
    if (finding === undefined || was?.level === is?.level) return [];
    const levels = { ...(was && { before: was.level }), ...(is && { after: is.level }) };
    return [{ rule: finding.rule, subject: finding.subject, ...levels }];
  });
  return { before: one.conclusion, after: two.conclusion, findings };
}
