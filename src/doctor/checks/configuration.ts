import { defineCheck } from "../../model/diagnosis.ts";

export default defineCheck({
  id: "configuration",
  title: "The repository's configuration",
  why: "A broken configuration does not count: the defaults and the organisation's floor judge.",
  look({ config }) {
    if (config === undefined) return [];
    if (config.length === 0) return [{ state: "fine", said: "`.github/dataplan.yml` can be read" }];
    return config.map(({ path, line, said }) => ({
      state: "problem",
      said: `\`${path}:${line}\` ${said}`,
      remedy: "Put it right on the base branch",
    }));
  },
});
