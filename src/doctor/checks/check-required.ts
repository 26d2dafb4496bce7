import { defineCheck } from "../../model/diagnosis.ts";
import { CHECK } from "../../model/check-name.ts";

export default defineCheck({
  id: "check-required",
  title: "Is the check required at all?",
  why: "A check that nobody requires is an opinion: the merge button stays green whatever it says.",
  look({ branch }) {
    if (branch === undefined) return [];
    const { required, name } = branch;
    if ("unseen" in required) return [{ state: "unseen", said: required.unseen }];
    const ours = required.value.filter((check) => check.name === CHECK);
    if (ours.length > 0) {
      const by = [...new Set(ours.map((one) => one.by))].join(" and ");
      return [{ state: "fine", said: `\`${CHECK}\` is required on \`${name}\` by ${by}` }];
    }
    return [
      {
        state: "problem",
        said: `\`${CHECK}\` is not required on \`${name}\`: nothing keeps anybody from merging past it`,
        remedy: `Add a ruleset for \`${name}\` with "Require status checks to pass", the check \`${CHECK}\` and this App as its source`,
      },
    ];
  },
});
