import { gather } from "../gather.ts";
import type { Place, Side } from "../model/place.ts";
import type { Engine } from "../ports.ts";
import { renderCheckRun } from "../render/check-run.ts";
import { renderComment } from "../render/comment.ts";
import { review } from "../review.ts";
import type { Memo } from "../readers/read.ts";
import type { FindAnswer } from "./answer.ts";
import { BoundedMap } from "./bounded-map.ts";
import type { Commits } from "./commits-of.ts";
import { configAt } from "./config-at.ts";

const PARSED_TEXTS = 8_000;

/** The review as the App asks for it: files through the Repository port, words through the renderers. */
export function judge(today: () => string, engine?: Engine): FindAnswer {
  const memo: Memo = new BoundedMap(PARSED_TEXTS);
  return async (repository, commits) => {
    const config = await configAt(repository, commits.branch);
    const gathered = await gather(repository, commits.base, commits.head, { config, memo });
    const verdict = await review({ ...gathered, today: today(), memo }, engine);
    const links = { file: (place: Place, side: Side) => address(commits, place, side) };
    return {
      report: renderCheckRun(verdict, links),
      comment: renderComment(verdict, links),
      concerns: verdict.touched.length > 0,
    };
  };
}

function address({ web, base, head }: Commits, { path, line, endLine }: Place, side: Side): string {
  const lines = endLine === undefined || endLine === line ? `L${line}` : `L${line}-L${endLine}`;
  const file = path.split("/").map(encodeURIComponent).join("/");
  // `plain` keeps GitHub from rendering a Markdown file, which would lose the line.
  return `${web}/blob/${side === "base" ? base : head}/${file}${path.endsWith(".md") ? "?plain=1" : ""}#${lines}`;
}
