import { oneLine } from "../render/visible.ts";
import { html, type Html } from "./html.ts";

/** A name, a path or a line of source: nothing in it is hidden, and nothing becomes markup. */
export const code = (text: string): Html => html`<code>${oneLine(text)}</code>`;

/** Plain text of ours "with names in `backticks`". */
export function inline(text: string): Html {
  const parts = oneLine(text).split("`");
  const last = parts.length - 1;
  return html`${parts.map((part, at) => (at % 2 === 1 ? (at < last ? html`<code>${part}</code>` : `\`${part}`) : part))}`;
}

/** A rule's message, its slots filled only after the backticks were read: a value never ends a code span. */
export function message(words: { readonly template: string; readonly data: Readonly<Record<string, string>> }): Html {
  const filled = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (slot, name: string) => oneLine(words.data[name] ?? slot));
  const parts = words.template.split("`");
  return html`${parts.map((part, at) => (at % 2 === 1 ? html`<code>${filled(part)}</code>` : filled(part)))}`;
}
