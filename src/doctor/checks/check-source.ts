import { defineCheck } from "../../model/diagnosis.ts";
import { CHECK } from "../../model/check-name.ts";

export default defineCheck({
  id: "check-source",
  title: "May only this App report it?",
  why: "A required check without a source is passed by whoever reports a success of that name: a workflow that a pull request brings will do.",
  look({ branch, app }) {
    if (branch === undefined || app === undefined || "unseen" in branch.required) return [];
    const ours = branch.required.value.filter(({ name }) => name === CHECK);
    return ours.map(({ by, app: source }) => {
      if (source === app.id) return { state: "fine", said: `Required by ${by} with this App as its source` };
      if (source === undefined)
        return {
          state: "problem",
          said: `Required by ${by} without a source: any App or workflow may pass it`,
          remedy: 'Choose this App as the source of the check, in place of "any source"',
        };
      return {
        state: "problem",
        said: `Required by ${by} from another App (${source}): ours is not looked at, and the pull request waits for a check that never comes`,
        remedy: "Choose this App as the source of the check",
      };
    });
  },
});
