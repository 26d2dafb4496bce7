import { defineItem } from "../../item.ts";
import { affirms, designOf, gist, told } from "../../look/design.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { landsIn, regionsIn, type Land } from "../../look/regions.ts";

const EVERYWHERE = /\bglobal(?:ly)?\b|\bworld-?wide\b|\ball continents\b|\baround the world\b/i;
const NEAR =
  /\bcdn\b|\bedge\b|\bmulti-?region\b|\banycast\b|\breplicas? in (?:every|each|all|the other|both)\b|\bglobal tables?\b/i;
const REPLICA = /\bread[- ]replicas?\b|\breplicas?\b[^.;|]*\breads?\b|\b(?:asks?|reads?)\b[^.;|]*\breplicas?\b/i;
const LAG =
  /\blag\b|\bbehind\b|\bdelay\w*|\bstale\w*|\bsynchron\w+|\bat most [^.;|]*\bold\b|\bconsistent reads?\b|\braft\b|\bquorum\b/i;

export default defineItem({
  id: "far-readers-served",
  asked: { "design-spec": "architecture" },
  requirements: [{ row: 102, parts: "X" }],
  level: "notice",
  title: "Readers far away, and replicas",
  demand: "replicas near readers who are promised a fast answer far away, and how far behind replicas may be",
  why: "Light needs 80 ms to the other side of the world and back at best; and a replica answers with what was true before.",
  template: "",
  messages: {
    far: "Unexpected `{said}` with data in {regions} alone, expected replicas near those readers, or the reason",
    lag: "Unexpected read replica (`{said}`) without its lag, expected how far behind it may be",
  },
  *check(stage, context) {
    const layout = told(stage).filter(({ form }) => form !== "code");
    const lands = new Set(layout.flatMap(({ text }) => regionsIn(text).map(({ land }) => land)));
    const near = layout.some(({ text }) => affirms(text, NEAR));
    const promises = ["context", "assumptions", "slo", "capacity"].flatMap((name) => told(context.stage(name)));
    for (const { text, place, reasoned } of lands.size === 0 || near ? [] : promises) {
      const fast = quantitiesOf(text, { measure: "time", rate: false }).some(({ high }) => high > 0 && high <= 0.15);
      if (!fast || reasoned) continue;
      const named: readonly Land[] = landsIn(text);
      const away = named.filter((land) => !lands.has(land));
      if (away.length === 0 && !(EVERYWHERE.test(text) && lands.size < 2)) continue;
      yield {
        part: "X",
        message: "far",
        at: place,
        of: text,
        data: { said: gist(text), regions: [...lands].join(", ") },
      };
    }
    const replica = layout.find(({ text }) => affirms(text, REPLICA));
    const lag = designOf(context).some(({ text }) => /\breplica|\breplication\b/i.test(text) && LAG.test(text));
    if (replica !== undefined && !lag)
      yield { part: "X", message: "lag", at: replica.place, data: { said: gist(replica.text, 8) } };
  },
});
