import { defineItem } from "../../item.ts";
import { holdsRegulated } from "../../look/classes.ts";
import { told } from "../../look/design.ts";
import { landsIn, regionsIn } from "../../look/regions.ts";
import { inWords } from "../../look/topics.ts";

const DUTY =
  /\bresiden(?:cy|t|ce)\b|\bjurisdiction\b|\bdata (?:location|sovereignty|locali[sz]ation)\b|\bwhere (?:the )?data (?:lie|live|stay|are kept)\b/i;
const BOUND = /\bonly\b|\bmust\b|\bstays?\b|\bremains?\b|\bnever leaves?\b|\bwithin\b|\binside\b|\bkept in\b/i;
/** What may lie elsewhere: it tells of nobody. */
const HARMLESS =
  /\banonym\w+|\baggregat\w+|\bno (?:personal|customer) data\b|\bwithout (?:personal|customer) data\b|\bstatic\b|\bassets\b|\bbecause\b|\bexempt\w*/i;

export default defineItem({
  id: "residency-kept",
  asked: { "design-spec": "architecture" },
  requirements: [{ row: 101, parts: "X" }],
  level: "block",
  title: "Residency",
  demand: "storage and computing in the lands that the duty of residency names",
  why: "A copy in another land is a breach from its first minute, whoever reads it.",
  template: "",
  messages: {
    outside: "Unexpected region `{region}` beside a residency of {lands} alone, expected regions there",
  },
  *check(stage, context) {
    const security = context.stage("security");
    const duties = [...told(security), ...told(context.stage("assumptions"))].filter(
      ({ text, topic }) => DUTY.test(text) && (DUTY.test(topic) || BOUND.test(text)),
    );
    const lands = [...new Set(duties.flatMap(({ text }) => landsIn(text)))];
    if (lands.length === 0) return;
    const level = holdsRegulated(security) ? "block" : "review";
    const seen = new Set<string>();
    for (const { text, place } of told(stage, context.stage("interfaces"))) {
      if (HARMLESS.test(text)) continue;
      for (const { name, land } of regionsIn(text)) {
        if (lands.includes(land) || seen.has(name)) continue;
        seen.add(name);
        yield {
          part: "X",
          message: "outside",
          at: place,
          of: name,
          data: { region: name, lands: inWords(lands) },
          level,
        };
      }
    }
  },
});
