import { defineItem } from "../../item.ts";
import { spoken } from "../../look/amounts.ts";
import { affirms, designOf, gist, told, type Told } from "../../look/design.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { about } from "../../look/statements.ts";

const CACHE = /\bcach(?:e|es|ed|ing)\b|\bcdn\b/i;
/** A cache of the design's own: what a processor, a build or a package manager caches is no choice of it. */
const CHOSEN =
  /\b(?:read|write)[- ](?:through|around|behind|aside)\b|\bcache[- ]aside\b|\b(?:redis|memcached|varnish|cloudfront|fastly|cdn|memory) cach(?:e|es|ing)\b|\bmemcached\b|\bcaches? (?:layer|cluster|server|service|tier|in front)\b|\basks? (?:the|a) cache\b|\bcached? in (?:redis|memory)\b/i;
const OLD =
  /\bttl\b|\btime to live\b|\binvalidat\w*|\bevict\w*|\bexpir(?:es?|ed|ation)\b|\blives? (?:for )?\d|\bat most \d[^|.;]*\bold\b|\bstale\b|\bdrops? (?:the )?(?:entry|entries)\b|\bwrite[- ](?:through|behind|around)\b|\brefresh\w*|\bmax-age\b|\bpurg\w+/i;
const PREPARED =
  /\bmateriali[sz]ed views?\b|\baggregat\w+|\broll-?ups?\b|\bsummary tables?\b|\bprecomputed\b|\bcached? (?:totals|counts|figures)\b/i;
const EVERY =
  /\b(?:refresh\w*|rebuilt|updated|recomputed|runs?|built)\b[^|.;]{0,30}?\b(?:every|each|once (?:an?|per))\b/i;
const FRESH = /\bat most\b[^|.;]*\bold\b|\bfreshness\b|\bstale\w*|\bup to date\b|\bno older than\b|\bwithin\b/i;

export default defineItem({
  id: "caches-invalidated",
  asked: { "design-spec": "architecture" },
  requirements: [
    { row: 92, parts: "S" },
    { row: 93, parts: "X" },
  ],
  level: "review",
  title: "Caches",
  demand: "for each cache how long an entry lives or what makes it go",
  why: "A cache without an end shows yesterday's price, and nobody can say for how long.",
  template:
    "| Topic | Choice | Reason |\n| --- | --- | --- |\n| Cache | <read-through or write-through, and how long an entry lives> | <what is read again and again> |",
  messages: {
    forever:
      "Unexpected cache `{said}` without a TTL or an invalidation, expected how long an entry lives or what makes it go",
    slow: "Unexpected refresh every {every} of `{view}` beside a target of {target}, expected it as often as the target at least, or the reason",
  },
  *check(stage, context) {
    const all = designOf(context);
    const cache = told(stage).find(
      ({ text, topic, form }) => form !== "code" && (affirms(text, CHOSEN) || /^caches?\b|^caching$/i.test(topic)),
    );
    const near = [...about(stage, CACHE), ...all.filter(({ text }) => CACHE.test(text))];
    if (
      cache !== undefined &&
      !near.some(({ text }) => OLD.test(text)) &&
      !all.some(({ text }) => /\bttl\b|\binvalidat/i.test(text))
    )
      yield { part: "S", message: "forever", at: cache.place, data: { said: gist(cache.text) } };
    for (const one of all) {
      if (one.form === "code" || one.reasoned || !affirms(one.text, PREPARED) || !EVERY.test(one.text)) continue;
      const every = timeIn(one.text.slice(EVERY.exec(one.text)?.index ?? 0));
      const target = targetFor(one, all);
      if (every === undefined || target === undefined || every <= target) continue;
      const data = { every: spoken(every), view: gist(one.text, 6), target: spoken(target) };
      yield { part: "X", message: "slow", at: one.place, of: one.text, data, level: "notice" };
    }
  },
});

const timeIn = (text: string): number | undefined => {
  const [found] = quantitiesOf(text.replace(/\b(?:every|each|once an?|once per) (?=minute|hour|day|second)/i, "1 "), {
    measure: "time",
    rate: false,
  });
  return found?.high;
};

/** The target that speaks of the same thing: it shares a word that is not of every day. */
function targetFor(view: Told, all: readonly Told[]): number | undefined {
  const words = nouns(view.text);
  for (const one of all) {
    const found = FRESH.exec(one.text);
    if (one === view || found === null || one.form === "code" || EVERY.test(one.text)) continue;
    const target = timeIn(one.text.slice(found.index));
    if (target !== undefined && nouns(one.text).some((word) => words.includes(word))) return target;
  }
  return undefined;
}

const COMMON = new Set(
  "most every least older within materialized materialised views table tables refresh refreshed which that with from other pages read reads".split(
    " ",
  ),
);
const nouns = (text: string): readonly string[] =>
  (text.toLowerCase().match(/\p{L}{5,}/gu) ?? []).filter((word) => !COMMON.has(word));
