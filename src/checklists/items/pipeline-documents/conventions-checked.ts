import { defineItem } from "../../item.ts";
import { changedModels } from "../../look/project.ts";
import { statementsOf } from "../../look/statements.ts";

/** Tool → the files that may hold its settings, by their names. */
const TOOLS: Readonly<Record<string, RegExp>> = {
  sqlfluff: /(?:^|\/)(?:\.sqlfluff|pyproject\.toml|setup\.cfg|tox\.ini|pep8\.ini)$/,
  ruff: /(?:^|\/)(?:\.?ruff\.toml|pyproject\.toml)$/,
  flake8: /(?:^|\/)(?:\.flake8|setup\.cfg|tox\.ini)$/,
  pylint: /(?:^|\/)(?:\.?pylintrc(?:\.toml)?|pyproject\.toml|setup\.cfg)$/,
  mypy: /(?:^|\/)(?:\.?mypy\.ini|pyproject\.toml|setup\.cfg)$/,
  yamllint: /(?:^|\/)\.yamllint(?:\.ya?ml)?$/,
  "pre-commit": /(?:^|\/)\.pre-commit-config\.ya?ml$/,
  eslint: /(?:^|\/)(?:eslint\.config\.\w+|\.eslintrc(?:\.\w+)?|package\.json)$/,
};

export default defineItem({
  id: "conventions-checked",
  asked: { "pipeline-spec": "transformation" },
  requirements: [{ row: 187, parts: "X" }],
  level: "notice",
  title: "Conventions",
  demand: "linters whose settings are in the repository, and names of models in lower case",
  why: "A convention that nothing checks holds until the first hurry.",
  template: "Conventions: SQL by <linter and its file>; names are <prefixes of the layers>, lower case.",
  messages: {
    unset: "Unexpected `{tool}` without settings in the repository, expected a file such as `{file}`",
    name: "Unexpected model `{model}`, expected a name in lower case with underscores",
  },
  *check(stage, context) {
    for (const { text, place } of statementsOf(stage))
      for (const [tool, file] of Object.entries(TOOLS))
        if (new RegExp(String.raw`\b${tool}\b`, "i").test(text) && !context.head.paths.some((path) => file.test(path)))
          yield { part: "X", message: "unset", at: place, of: tool, data: { tool, file: NAMED[tool] ?? `.${tool}` } };
    for (const { name, resource } of changedModels(context))
      if (resource === "model" && /[A-Z]|[^\w]/.test(name))
        yield { part: "X", message: "name", of: name, data: { model: name } };
  },
});

const NAMED: Readonly<Record<string, string>> = {
  ruff: "ruff.toml",
  mypy: "mypy.ini",
  pylint: ".pylintrc",
  "pre-commit": ".pre-commit-config.yaml",
  eslint: "eslint.config.js",
};
