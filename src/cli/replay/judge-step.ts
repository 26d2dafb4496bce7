import { gather, type GatherOptions } from "../../gather.ts";
import type { HistoryStep } from "../../git/history.ts";
import type { GitRepository } from "../../git/repository.ts";
import type { Finding } from "../../model/finding.ts";
import type { Conclusion, JudgedGap, JudgedProof } from "../../model/verdict.ts";
import type { Engine } from "../../ports.ts";
import type { Memo } from "../../readers/read.ts";
import { review } from "../../review.ts";

/** One commit, judged as if it were a pull request against its first parent. */
export interface Replayed {
  readonly commit: string;
  readonly date: string;
  readonly title: string;
  readonly conclusion: Conclusion | "crash";
  readonly summary: string;
  readonly findings: readonly Finding[];
  readonly gaps: readonly JudgedGap[];
  readonly proofs: readonly JudgedProof[];
  readonly milliseconds: number;
}

/** What lives as long as the replay: parsed texts and the engine's catalogs. */
export interface Warm {
  readonly memo: Memo;
  readonly engine: Engine | undefined;
  readonly options: GatherOptions;
}

export async function judgeStep(repository: GitRepository, step: HistoryStep, warm: Warm): Promise<Replayed> {
  const { commit, date, subject: title } = step;
  const start = performance.now();
  const spent = (): number => Math.round((performance.now() - start) * 10) / 10;
  try {
    const gathered = await gather(repository, step.parent, commit, { ...warm.options, memo: warm.memo });
    const input = { ...gathered, today: date.slice(0, 10), memo: warm.memo };
    const { conclusion, summary, findings, gaps, proofs } = await review(input, warm.engine);
    return { commit, date, title, conclusion, summary, findings, gaps, proofs, milliseconds: spent() };
  } catch (error) {
    // One commit that we cannot judge is our bug; it is shown and counted, and the others are still worth judging.
    const summary = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      commit,
      date,
      title,
      conclusion: "crash",
      summary,
      findings: [],
      gaps: [],
      proofs: [],
      milliseconds: spent(),
    };
  }
}
