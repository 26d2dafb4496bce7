import { defineItem } from "../../item.ts";
import { affirms, designOf, gist } from "../../look/design.ts";

const SEVERAL =
  /\bactive[-/ ]active\b|\bmulti-?master\b|\bmulti-?primary\b|\bmulti-?leader\b|\bmulti-?region writes?\b|\b(?:both|all|several|two|three|every|each) regions? (?:writes?|takes? writes|accepts? writes|(?:is|are) writable)\b|\bwrit(?:es|ing|able) in (?:both|all|several|every|each|two|three) regions?\b/i;
/** Two balancers may both be active; what writes twice is a store. */
const PLACES = /\bregions?\b|\bdata ?cent(?:er|re)s?\b|\bsites?\b|\bcontinents?\b|\bdatabases?\b|\bwrit\w+/i;
const POLICY =
  /\bconflicts?\b|\blast[- ]write[- ]wins\b|\blww\b|\bcrdts?\b|\bmerge(?:s|d)?\b|\bversion vectors?\b|\bvector clocks?\b|\bhome region\b|\bregional primar(?:y|ies)\b|\bpinned to\b|\bone region (?:writes|owns)\b|\bserialis?z?able\b|\bspanner\b|\bconsensus\b|\bpaxos\b|\braft\b/i;

export default defineItem({
  id: "conflict-policy-stated",
  asked: { "design-spec": "architecture" },
  requirements: [{ row: 97, parts: "S" }],
  level: "review",
  title: "Conflicts between regions",
  demand: "which write wins, where more than one region writes",
  why: "Two regions will write the same row in the same second; what is kept then is either decided here or by chance.",
  template: "",
  messages: {
    policy:
      "Unexpected writes in several regions (`{said}`) without a policy for conflicts, expected which write wins, or which region a record belongs to",
  },
  *check(_stage, context) {
    const all = designOf(context).filter(({ form }) => form !== "code");
    const several = all.find(({ text }) => affirms(text, SEVERAL) && PLACES.test(text));
    if (several === undefined || all.some(({ text }) => POLICY.test(text))) return;
    yield { part: "S", message: "policy", at: several.place, data: { said: gist(several.text) } };
  },
});
