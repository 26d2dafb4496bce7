import { defineCheck } from "../../model/diagnosis.ts";

export default defineCheck({
  id: "organisation-floor",
  title: "The organisation's floor",
  why: "Where it is broken nobody knows what it enforces, and no repository may be weaker than the defaults.",
  look({ floor }) {
    if (floor === undefined) return [];
    if (floor.length === 0) return [{ state: "fine", said: "It can be read" }];
    return floor.map(({ path, line, said }) => ({
      state: "problem",
      said: `\`${path}:${line}\` ${said}`,
      remedy: "Put it right on the default branch of the `.github` repository",
    }));
  },
});
