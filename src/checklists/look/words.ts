/** How many words of at least two letters or digits a text has. */
export const wordCount = (text: string): number => (text.match(/[\p{L}\p{N}]{2,}/gu) ?? []).length;

const NOBODY =
  /^\W*(?:various|several|many|someone|somebody|everyone|everybody|nobody|unknown|none|us|we|them|others?|people|the business|see below|as usual)\W*$/i;
/** A person, a team or a handle: `@shop/data`, "Dana Reyes", "Data platform team", an address. */
export const namesOwner = (text: string): boolean =>
  !NOBODY.test(text) &&
  (/@[\w./-]{2,}|[\w.+-]+@[\w-]+\.\w+|\b(?:team|squad|guild|on.?call)\b|\b\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]+)+/u.test(
    text,
  ) ||
    /^\s*[\p{L}][\p{L}\p{N} &/_-]{2,40}\s*$/u.test(text));
