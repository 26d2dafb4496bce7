import { defineCheck } from "../../model/diagnosis.ts";
import { CHECK } from "../../model/check-name.ts";

export default defineCheck({
  id: "status-namesake",
  title: "Does a commit status have the same name?",
  why: "Where a check run and a commit status share a name, both must pass, and everybody with write may set the status.",
  look({ branch }) {
    if (branch === undefined) return [];
    const { statuses, name } = branch;
    if ("unseen" in statuses) return [{ state: "unseen", said: statuses.unseen }];
    if (!statuses.value.includes(CHECK)) return [{ state: "fine", said: `No commit status is called \`${CHECK}\`` }];
    return [
      {
        state: "warning",
        said: `A commit status on the head of \`${name}\` is called \`${CHECK}\`, too`,
        remedy: "Give the other one another name, or stop whatever reports it",
      },
    ];
  },
});
