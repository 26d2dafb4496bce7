import { defineItem } from "../../item.ts";
import { affirms, designOf, gist } from "../../look/design.ts";

const SKEW =
  /\bhot[- ](?:keys?|spots?|partitions?|rows?|shards?|products?|items?|tenants?)\b|\b(?:key|data|load|traffic) skew\b|\bskewed (?:keys?|load|traffic|access\w*|distribution)\b|\b(?:is|are|gets?) stormed\b|\bcelebrit\w+|\bpopular (?:products|items|keys|rows)\b[^.;|]*\b(?:limit|bottleneck|lock\w*|contention)\b/i;
const RELIEF =
  /\bsub-?rows?\b|\bshard\w*|\bsplit\b|\bsalt\w*|\bbucket\w*|\blocal cache\b|\bkey[- ]aware\b|\bspread\b|\bpartition(?:ed|ing) by\b|\breplicat\w+ (?:hot|the)\b|\bcoalesc\w+|\brandom (?:suffix|prefix)\b|\bdedicated\b|\bbatch\w*/i;

export default defineItem({
  id: "hot-keys-relieved",
  asked: { "design-spec": "architecture" },
  requirements: [{ row: 94, parts: "S" }],
  level: "notice",
  title: "Hot keys",
  demand: "what relieves the few keys that take most of the load, where the plan knows of some",
  why: "Load does not spread by itself: the one row that everybody wants is the limit of the whole.",
  template: "",
  messages: {
    skew: "Unexpected load on few keys (`{said}`) without a remedy, expected how it is spread: shards, sub-rows, a local cache",
  },
  *check(_stage, context) {
    const all = designOf(context).filter(({ form }) => form !== "code");
    const skew = all.filter(({ text }) => affirms(text, SKEW));
    const [first] = skew;
    if (
      first === undefined ||
      all.some(({ text }) => RELIEF.test(text) && (SKEW.test(text) || /\bhot\b|\bkeys?\b|\brows?\b/i.test(text)))
    )
      return;
    yield { part: "S", message: "skew", at: first.place, data: { said: gist(first.text, 8) } };
  },
});
