import { defineItem } from "../../item.ts";
import { answer } from "../../look/answer.ts";
import { givesReason } from "../../look/reason.ts";
import { isVague } from "../../look/vague.ts";

const LABEL =
  /\bfailure domains?\b|\bregions?\b|\bzones?\b|\bwhere it runs\b|\bdeployment\b|\btopology\b|\bhosting\b|\blayout\b/;
const PLACES =
  /\bregions?\b|\bzones?\b|\bazs?\b|\bdata ?cent(?:er|re)s?\b|\bracks?\b|\b[a-z]{2}-[a-z]+(?:-\d)?\b|\bon[- ]prem/i;

export default defineItem({
  id: "failure-domains-named",
  asked: { "design-spec": "architecture" },
  requirements: [{ row: 69, parts: "S" }],
  level: "notice",
  title: "Failure domains",
  demand: "the regions and zones that it runs in and what fails together, or a single region with the reason",
  why: "Two copies in one zone are one copy on the day that counts.",
  template: "- Region and failure domains: <name the regions and zones, and what fails together>",
  messages: {
    vague: "Unexpected place `{said}`, expected regions, zones and what fails together",
    single: "Unexpected single region without a reason, expected why one is enough",
  },
  *check(stage) {
    const said = answer(stage, LABEL, PLACES);
    if (said.found === "open") return;
    if (said.found === "nothing") {
      yield { part: "S", message: "missing" };
      return;
    }
    const all = stage.said.filter(({ text }) => PLACES.test(text)).map(({ text }) => text);
    if (isVague(said.text) || (!PLACES.test(said.text) && all.length === 0))
      yield { part: "S", message: "vague", at: said.place, data: { said: said.text } };
    else if (
      /\b(?:single|only one|one) region\b/i.test(said.text) &&
      !all.some((text) => /\bzones?\b|\bazs?\b|\bsecond region\b/i.test(text)) &&
      !givesReason(said.text)
    )
      yield { part: "S", message: "single", at: said.place };
  },
});
