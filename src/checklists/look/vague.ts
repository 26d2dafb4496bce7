const FILLER = new Set(
  (
    "a an the of to in on at by for with and or if when as it is are be we us our will would can could do does this that these those " +
    "they them its there so very all any some every each more most just only usual ones one usually needed need necessary required " +
    "appropriate possible reasonable acceptable good better best bad low lower high higher fast quick quickly slow stable reliable " +
    "robust secure safe safely scalable performant efficient careful carefully normal standard default common practice practices " +
    "yes no ok okay fine somehow later soon see code docs documentation above below elsewhere issue issues problem problems error " +
    "errors bug bugs failure failures thing things something anything everything various several many everyone everybody team " +
    "teams people users performance quality manually automatically handled handle notice sure not never always known unknown none " +
    "asks law laws user cloud seriously take likely small large big other others who what how consistent consistency"
  ).split(" "),
);

/** Words that answer nothing: "as needed", "low", "see code", "the usual ones". A number, a name or a term of its own is an answer. */
export function isVague(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}@_/.-]*[\p{L}\p{N}]/gu) ?? [];
  return words.length < 12 && words.every((word) => FILLER.has(word));
}

const EXCUSE = /\b(?:n\/a|not applicable|not relevant|not needed|none|no)\b/i;

/** "n/a: a nightly batch has no users": said not to apply, with three words of reason at least. */
export const isExcused = (text: string): boolean =>
  EXCUSE.test(text) && (text.replace(EXCUSE, "").match(/[\p{L}\p{N}]+/gu) ?? []).length >= 3;
