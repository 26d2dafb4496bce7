import { defineItem } from "../../item.ts";
import { answer } from "../../look/answer.ts";
import { inWords, unsaid, type Topic } from "../../look/topics.ts";
import { isExcused, isVague } from "../../look/vague.ts";

const ENCRYPTION: Topic = {
  name: "encryption",
  label: /\bencrypt|\bcrypto/,
  line: /\bencrypt|\btls\b|\baes\b|\bkms\b/i,
};
const SECRETS: Topic = {
  name: "secrets",
  label: /\bsecrets?\b|\bcredentials?\b|\bkey management\b/,
  line: /\bsecrets?\b|\bcredentials\b|\bvault\b/i,
};
const AUDIT: Topic = { name: "audit", label: /\baudit/, line: /\baudit/i };

/** Where a secret is read by everybody who reads the code. */
const IN_THE_OPEN =
  /\bconfig(?:uration)?(?: files?)?\b|\.env\b|\benv(?:ironment)? files?\b|\bsource code\b|\bin (?:the )?(?:code|repo(?:sitory)?|image|wiki)\b|\bplain ?text\b|\bhard-?coded\b/i;
const KEPT =
  /\bvault\b|\bkms\b|\bsecrets? (?:manager|store|engine)\b|\bencrypted\b|\bsealed\b|\bsops\b|\bkeychain\b|\binjected\b|\bhanded in\b|\bnever\b|\bnot\b|\bno\b/i;

export default defineItem({
  id: "encryption-secrets-and-audit-stated",
  asked: { "design-spec": "security" },
  requirements: [
    {
      row: 79,
      parts: "S",
      waits: { X: "code and settings have no reader yet: secrets are looked for in migrations alone" },
    },
  ],
  level: "review",
  title: "Encryption, secrets and audit",
  demand: "encryption on the way and at rest, where secrets are kept, what is written down of who did what",
  why: "Each of the three costs a line now; after a breach, the one that is missing is the first question.",
  template:
    "- Encryption: <on the way, at rest, whose keys>\n- Secrets: <where they are kept, when they change>\n- Audit: <what is written down, for how long>",
  messages: {
    unsaid: "Unexpected security without {topics}, expected each of them, or n/a with its reason",
    vague: "Unexpected {topic} `{said}`, expected what is done about it, or n/a with its reason",
    open: "Unexpected secrets `{said}`, expected a place that only those who need them can read",
  },
  *check(stage) {
    const topics = [ENCRYPTION, SECRETS, AUDIT];
    const missing = unsaid([stage], topics).map(({ name }) => name);
    if (missing.length > 0)
      yield { part: "S", message: "unsaid", of: missing.join(), data: { topics: inWords(missing) } };
    for (const { name, label } of topics) {
      const said = answer(stage, label, /$^/);
      if (said.found !== "said" || isExcused(said.text)) continue;
      const shared = { part: "S", at: said.place, of: name, data: { topic: name, said: said.text } } as const;
      if (said.text !== "" && isVague(said.text)) yield { ...shared, message: "vague" };
      else if (name === "secrets" && IN_THE_OPEN.test(said.text) && !KEPT.test(said.text))
        yield { ...shared, message: "open" };
    }
  },
});
