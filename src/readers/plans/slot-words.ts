const WHOLE = new Set(
  (
    "tbd tba todo fixme xxx nnnn yyyy-mm-dd yyyy/mm/dd dd.mm.yyyy|to be determined|to be defined|to be decided|to be added|" +
    "to be done|to be confirmed|tbc|fill in|fill this in|coming soon|lorem ipsum|your name|your team|name here|date here"
  )
    .split("|")
    .flatMap((words, i) => (i === 0 ? words.split(" ") : [words])),
);
const OPENING =
  "your|the|an?|insert|name|describe|fill|add|enter|put|list|date|owner|team|who|what|when|why|where|how|which|metric|threshold|window|path|table|column|steps?|reason|e\\.?g|link|replace|one of|some|any";
// An attribute makes it a tag, and square brackets are used for much else than slots.
const ANGLE = new RegExp(`<\\s*(?:${OPENING})\\b[^<>=\\n]{0,80}>`, "i");
const BRACKET =
  /\[\s*(?:(?:insert|your|fill|enter|describe|replace|add|for example)\s[^\]\n]{1,80}|value|date|name|owner|dataset|criterion|formula[^\]\n]{0,40})\](?!\()/i;
const MOUSTACHE = /\{\{[\w\s.-]*\}\}/;
const PERSON = /(?:^|\s)@(?:jane|john)[._-]?doe\b|\bsig-xyz\b/i;
const CHOICE = /^[\w -]{2,20}(?:\s*\|\s*[\w -]{2,20}){2,}$/;
const PROMISE = /^(?:todo|fixme|tbd)\b\s*[:(–—-]/i;
const NOT_APPLICABLE = /^(?:n\/a|n\.a\.|na|not applicable)(?![\w/])[\s.:,;–—-]*/i;

const stripped = (text: string): string =>
  text
    .trim()
    .replaceAll(/^[\s*_~"'“”([{<]+|[\s*_~"'“”)\]}>.!:;]+$/g, "")
    .toLowerCase();

/** The words that stand where an answer is due ("TBD", `<your team>`), or undefined. "N/A" needs three words of reason. */
export function slotIn(text: string): string | undefined {
  const bare = text.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, "").trim();
  if (bare === "") return undefined;
  if (/^(?:\?{2,}|\.{3,}|…|[–—-])$/.test(bare)) return bare;
  if (WHOLE.has(stripped(bare)) || PROMISE.test(bare)) return shown(bare);
  const excuse = NOT_APPLICABLE.exec(bare);
  if (excuse !== null && words(bare.slice(excuse[0].length)) < 3) return shown(bare);
  const labelled = /^[\p{L}][\p{L}\p{N} /()-]{0,40}:\s*(\S.*)$/u.exec(bare);
  if (labelled !== null) {
    const value = labelled[1] ?? "";
    if (WHOLE.has(stripped(value)) || PROMISE.test(value) || /^(?:\?+|…|\.{3})$/.test(value)) return shown(value);
  }
  const inside = ANGLE.exec(bare) ?? BRACKET.exec(bare) ?? MOUSTACHE.exec(bare) ?? PERSON.exec(bare);
  if (inside !== null) return shown(inside[0].trim());
  return CHOICE.test(bare) ? shown(bare) : undefined;
}

export const words = (text: string): number => (text.match(/[\p{L}\p{N}]+/gu) ?? []).length;

const shown = (text: string): string => {
  const seen = text.replaceAll(/\s*\uFFFC\s*/g, " … ").trim();
  return seen.length > 60 ? `${seen.slice(0, 57)}…` : seen.replace(/[.,;]$/, "");
};
