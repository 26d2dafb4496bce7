// Control characters, marks that turn the direction of text, and characters without width: they can hide or disguise what is written.
const HIDDEN =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- these are what must be shown
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu;

/** Text of which nothing is hidden: every control, bidirectional or invisible character is shown as an escape. */
export function visible(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(HIDDEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

/** The same on one line, for everything that is not a block of source. */
export const oneLine = (text: string): string =>
  visible(text)
    .replace(/\s*\n\s*/g, " ")
    .replaceAll("\t", " ");
