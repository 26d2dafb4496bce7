import { defineItem } from "../../item.ts";
import { codeNames } from "../../look/code-names.ts";
import { hasModels, isNamed } from "../../look/project-text.ts";
import { isOpen, told } from "../../look/told.ts";

const UNIT = /\bunit(?:[ -]tests?)?\b/i;

export default defineItem({
  id: "unit-tests-exist",
  asked: { "workflow-plan": "testing", "pipeline-blueprint": "rules" },
  anywhere: true,
  requirements: [
    { row: 114, parts: "X" },
    { row: 179, parts: "X" },
  ],
  level: "review",
  title: "Unit tests",
  demand: "the unit tests of the transformations by their names, as the project has them",
  why: "A rule of business is only as safe as the test that fails when somebody changes it.",
  template: "Unit test: <name of the test in the project>",
  messages: {
    away: "Unexpected unit test `{test}` that the project does not have, expected the name of one that is there",
  },
  *check(stage, context) {
    if (told(stage, UNIT).length === 0) {
      if (!isOpen(stage, UNIT)) yield { part: "X", message: "missing" };
      return;
    }
    if (!hasModels(context)) return;
    for (const { name, place, text } of codeNames(stage)) {
      // Tests are called by a sentence in snake case: what is a model, a column or a path is none.
      const named = new RegExp(`\\bunit(?:[ -]tests?)?\\b[^.;]{0,12}\\b${name}`, "i").test(text);
      if (/^[a-z][a-z\d]*(?:_[a-z\d]+)+$/.test(name) && named && !isNamed(name, context))
        yield { part: "X", message: "away", at: place, of: name, data: { test: name } };
    }
  },
});
