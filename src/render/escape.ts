import { oneLine, visible } from "./visible.ts";

/**
 * The one door through which text from a repository reaches Markdown. Whatever goes in comes out as text:
 * no mention, link, reference, image, HTML, heading or table cell that its author did not get from us.
 */
export function prose(text: string): string {
  return oneLine(text)
    .trim()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_[\]~!^]/g, String.raw`\$&`)
    .replace(/^(?:[-+=:]|#(?=\D|$)|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\u2060` : `\\${start}`))
    .replace(/@/g, "@\u200b")
    .replace(/#(?=\d)/g, "#\u200b")
    .replace(/\b(GH|gh)-(?=\d)/g, "$1-\u200b")
    .replace(/:(?=\/\/)/g, ":\u200b")
    .replace(/(www|mailto|xmpp)(?=[.:])/gi, "$1\u200b")
    .replace(/:(?=[\w+-]+:)/g, ":\u200b")
    .replace(/\b([0-9a-f]{7})(?=[0-9a-f]*\b)/gi, (hash) =>
      /\d/.test(hash) ? `${hash.slice(0, 6)}\u200b${hash.slice(6)}` : hash,
    )
    .replaceAll("|", "&#124;")
    .replaceAll("$", "&#36;");
}

/** A code span that holds exactly this text. */
export function code(text: string): string {
  const shown = oneLine(text);
  if (shown.trim() === "") return "` `";
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A code span inside a table, where a pipe would end the cell even in code. */
export function cellCode(text: string): string {
  return text.includes("|") ? `<code>${prose(text)}</code>` : code(text);
}

/** A block of source. */
export function block(text: string, language = ""): string {
  const shown = visible(text).replace(/\n+$/, "");
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${shown}\n${fence}`;
}

/** Plain text of ours "with names in `backticks`": the names become code, all else becomes text. */
export function inline(text: string, span: (text: string) => string = code): string {
  const parts = text.split("`");
  const last = parts.length - 1;
  return parts
    .map((part, at) => {
      if (at % 2 === 1 && at < last) return span(part);
      const words = at % 2 === 1 ? `\`${part}` : part;
      return `${/^\s/.test(words) ? " " : ""}${prose(words)}${/\S\s+$/.test(words) ? " " : ""}`;
    })
    .join("");
}

/** A rule's message, each value escaped for where the template puts it: in backticks as code, elsewhere as text. */
export function message(
  words: { readonly template: string; readonly data: Readonly<Record<string, string>> },
  span: (text: string) => string = code,
): string {
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (slot, name: string) => words.data[name] ?? slot);
  return words.template
    .split("`")
    .map((part, at) => {
      const text = filled(part);
      if (at % 2 === 1) return span(text);
      return `${/^\s/.test(text) ? " " : ""}${prose(text)}${/\S\s+$/.test(text) ? " " : ""}`;
    })
    .join("");
}
