import { defineCheck } from "../../model/diagnosis.ts";

export default defineCheck({
  id: "code-owners",
  title: "CODEOWNERS",
  why: "Owners are named in the plan that is owed, approve plans, and may waive. A line that GitHub skips names nobody.",
  look({ codeOwners }) {
    if (codeOwners === undefined) return [];
    if (codeOwners.length === 0) return [{ state: "fine", said: "Every line can be read" }];
    return codeOwners.map(({ path, line, said }) => ({
      state: "problem",
      said: `\`${path}:${line}\` ${said}`,
      remedy: "Put it right on the base branch; GitHub shows the same under the file",
    }));
  },
});
