import type { ConfigFile } from "../config/read-file.ts";
import type { Estimate } from "../estimate/document.ts";
import { estimate } from "../estimate/estimate.ts";
import { gather, type Gathered } from "../gather.ts";
import { framesOf } from "../page/report.ts";
import { ownersAt } from "../code-owners.ts";
import { globs } from "../model/globs.ts";
import type { Verdict } from "../model/verdict.ts";
import type { Engine, Repository } from "../ports.ts";
import { blobAddress } from "../render/blob-address.ts";
import type { Links } from "../render/links.ts";
import { renderCheckRun } from "../render/check-run.ts";
import { renderConfigEffect } from "../render/config-effect.ts";
import { renderComment } from "../render/comment.ts";
import { review, type ReviewInput } from "../review.ts";
import type { Memo } from "../readers/read.ts";
import type { FindAnswer } from "./answer.ts";
import { BoundedMap } from "./bounded-map.ts";
import type { Commits } from "./commits-of.ts";
import { configAt } from "./config-at.ts";
import { configEffect, editsConfig } from "./config-effect.ts";
import { labelsOf } from "./labels-of.ts";
import { type Approvals, planApprovals } from "./plan-approvals.ts";
import { shownOf } from "./shown-of.ts";

/** Open pull requests that a change of the configuration is tried on. */
const NEIGHBOURS = 5;
const PARSED_TEXTS = 8_000;

/** The review as the App asks for it: files through the Repository port, words through the renderers. */
export function judge(today: () => string, engine?: Engine): FindAnswer {
  const memo: Memo = new BoundedMap(PARSED_TEXTS);
  return async (repository, commits, grants, organisation) => {
    // Side by side: each is a question to GitHub, and none needs another's answer.
    const [config, floor, missing = []] = await Promise.all([
      configAt(repository, commits.branch),
      organisation?.floor(),
      organisation?.missing(),
      repository.tree(commits.base),
      repository.tree(commits.head),
    ]);
    const floored = floor === undefined ? {} : { floor };
    const gathered = await gather(repository, commits.base, commits.head, { config, ...floored, memo });
    const approved: Partial<Approvals> =
      organisation === undefined ? {} : await planApprovals(gathered, memo, repository, commits.branch, organisation);
    const asides = [...(approved.asides ?? []), ...missing];
    const verdict = await review({ ...gathered, ...approved, asides, grants, today: today(), memo }, engine);
    const judgedBy = async (one: Commits, by: ConfigFile, more: Partial<ReviewInput>, asked?: Engine) => {
      const files = await gather(repository, one.base, one.head, { config: by, ...floored, memo });
      return review({ ...files, ...more, today: today(), memo }, asked);
    };
    const effect = editsConfig(gathered)
      ? await configEffect({
          before: config,
          after: await configAt(repository, commits.head),
          errors: gathered.headConfig.errors,
          verdict,
          own: (by) => judgedBy(commits, by, { ...approved, grants }, engine),
          neighbours: async () => (await organisation?.neighbours(NEIGHBOURS)) ?? [],
          // By the text alone: what it tells is a hint, and the engine has others to serve.
          neighbour: (one, by) => judgedBy(one, by, {}),
        })
      : undefined;
    const estimates = estimatesOf(verdict, gathered);
    const links: Links = {
      file: (place, side) => blobAddress(commits, place, side),
      ...(await editorOf(verdict, repository, commits)),
    };
    const more = effect === undefined ? "" : renderConfigEffect(effect, links);
    const { comment: mode } = gathered.config.config;
    // Where nobody is written to, nothing else tells that we may be asked.
    const ask = mode === "off" ? "Ask me with `/dataplan help` in a comment." : "";
    return {
      report: renderCheckRun(verdict, links, [more, ask].filter((part) => part !== "").join("\n\n")),
      comment: renderComment(verdict, links, more, estimates),
      concerns: verdict.touched.length > 0 || verdict.holds !== undefined,
      mode,
      labels: labelsOf(verdict, gathered.config.config.labels),
      shown: shownOf(verdict, links),
      page: () => ({
        base: commits.base,
        verdict,
        frames: framesOf(verdict, (path, side) => gathered[side].files[path]?.text),
        estimates,
      }),
    };
  };
}

/** Of the plans that this pull request adds or edits. */
function estimatesOf({ touched }: Verdict, { head, config }: Gathered): readonly Estimate[] {
  const isPlan = globs(config.config.plans);
  return touched.flatMap((path) => {
    const text = isPlan(path) ? head.files[path]?.text : undefined;
    return text === undefined ? [] : [estimate(text, path)];
  });
}

/** Where the plan that is owed can be written, and who might own it: base's CODEOWNERS first, else who opened the pull request. */
async function editorOf(
  { owedPlan }: Verdict,
  repository: Repository,
  { branch, editor, author }: Commits,
): Promise<Pick<Links, "editor">> {
  const [row] = owedPlan?.isNew === true ? owedPlan.rows : [];
  if (row === undefined || editor === undefined) return {};
  const owners = await ownersAt(repository, branch, row.up);
  const owner = owners.length > 0 ? owners.join(", ") : author === undefined ? undefined : `@${author}`;
  return { editor: owner === undefined ? editor : { ...editor, owner } };
}
