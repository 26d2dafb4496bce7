import type { Report } from "../page/report.ts";
import type { Reports } from "../store/reports.ts";
import type { Answer } from "./answer.ts";
import { type Target, targetOf } from "./job.ts";
import type { Log } from "./log.ts";
import { reportPath } from "./pages/report-path.ts";

/** Where answers are put so that people can read them as a page. */
export interface Shelf {
  address(repository: number, pull: number, head: string): string;
  /** Never fails: the gate does not wait for a page. */
  keep(spot: Spot, answer: Answer, log: Log): Promise<void>;
}

export interface Spot {
  readonly target: Target;
  readonly pull: number;
  readonly head: string;
  readonly web: string;
}

export const shelfOver = (publicUrl: string, reports: Reports<Report, Target>): Shelf => ({
  address: (repository, pull, head) => `${publicUrl}${reportPath(repository, pull, head)}`,
  async keep({ target, pull, head, web }, { page }, log) {
    if (page === undefined) return;
    const { repository, owner, name } = target;
    try {
      const report: Report = {
        version: 1,
        repository: { id: repository, name: `${owner}/${name}`, web },
        pull,
        head,
        ...page(),
      };
      await reports.keep(repository, pull, head, targetOf(target), report);
    } catch (error) {
      log.warn({ err: error }, "the report was not kept: its page shows an older one, or none");
    }
  },
});
