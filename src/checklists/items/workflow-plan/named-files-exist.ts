import { defineItem } from "../../item.ts";
import { codeNames } from "../../look/code-names.ts";

const FILE = /^(?:\.{1,2}\/)*(?:[\w.-]+\/)+[\w.-]+\.(?:sql|py|ya?ml|json|toml|md|js|ts|sh|scala|java|ipynb)$/;

export default defineItem({
  id: "named-files-exist",
  asked: {
    "workflow-plan": "build",
    "pipeline-blueprint": "pipeline",
    "pipeline-spec": "overview",
    "dag-spec": "tests",
    "data-quality-checklist": "execution",
    "pipeline-runbook": "procedures",
  },
  anywhere: true,
  requirements: [
    { row: 108, parts: "X" },
    { row: 115, parts: "X" },
    { row: 117, parts: "X" },
    { row: 155, parts: "X" },
    {
      row: 223,
      parts: "X",
      waits: { X: "whether tests are linted is in the settings of CI, which have no reader yet" },
    },
  ],
  level: "review",
  title: "Files that the plan names",
  demand: "paths of files that are in the repository",
  why: "A plan that names code which is not there describes another pipeline than the one that will run.",
  template: "Code: <path of the job or model>",
  messages: { away: "Unexpected path `{path}` that is not in the repository, expected a file of this commit" },
  *check(stage, { head }) {
    const paths = new Set(head.paths);
    const folders = new Set(head.paths.flatMap((path) => path.split("/")[0] ?? []));
    for (const { name, place } of codeNames(stage)) {
      const path = name.replace(/^(?:\.{1,2}\/)+/, "");
      // Where the repository has no such folder at all, the file may live elsewhere.
      if (FILE.test(name) && folders.has(path.split("/")[0] ?? "") && !paths.has(path))
        yield { part: "X", message: "away", at: place, of: path, data: { path } };
    }
  },
});
