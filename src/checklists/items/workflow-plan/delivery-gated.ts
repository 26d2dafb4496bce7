import { defineItem } from "../../item.ts";
import { lacking } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

const TOPICS = {
  "tests on the pull request":
    /\b(?:pull requests?|merge requests?|CI|commits?)\b.*\b(?:tests?|dbt|build|parse|pytest)\b|\b(?:tests?|dbt|build)\b.*\b(?:pull requests?|merge requests?|in CI)\b/i,
  "a required review": /\bapprov|\breviewers?\b|\bcode owners?\b|\bfour eyes\b|\breviewed by\b/i,
  "its deployment": /\bdeploy|\breleas|\bproduction\b|\brolled out\b/i,
};
const WORKFLOW =
  /^(?:\.github\/workflows\/.+\.ya?ml|\.gitlab-ci\.yml|azure-pipelines\.ya?ml|\.circleci\/config\.yml|bitbucket-pipelines\.yml|Jenkinsfile|\.buildkite\/.+)$/;

export default defineItem({
  id: "delivery-gated",
  asked: { "workflow-plan": "delivery" },
  profiles: ["operations"],
  requirements: [
    {
      row: 130,
      parts: "",
      waits: { X: "workflow files have no reader yet: only whether there is one is seen, and not what it runs" },
    },
  ],
  level: "notice",
  title: "Delivery of pipelines",
  demand: "what runs on a pull request, who has to approve it, and how it gets to production",
  why: "A pipeline that is deployed by hand is tested by hand, which is to say when there is time.",
  template:
    "- A pull request runs <dbt build and tests> in <workflow file>\n- Approval: <who has to approve>\n- Deployment: <how, when, and how back>",
  messages: {
    lacks: "Unexpected delivery without {lacks}, expected tests, a required review and the deployment",
    none: "Unexpected tests on a pull request in a repository without a workflow file, expected one under `.github/workflows` or the like",
  },
  *check(stage, { head }) {
    const lacks = lacking(stage, TOPICS);
    if (lacks.length > 0) yield { part: "S", message: "lacks", data: { lacks: inWords(lacks) } };
    if (!lacks.includes("tests on the pull request") && !head.paths.some((path) => WORKFLOW.test(path)))
      yield { part: "X", message: "none" };
  },
});
