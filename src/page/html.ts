/** Markup that may be sent as it stands; everything else is escaped on its way in. */
export interface Html {
  readonly markup: string;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

type Part = Html | string | number | false | undefined | readonly Part[];

const put = (part: Part): string => {
  if (part === false || part === undefined) return "";
  if (typeof part === "string") return part.replaceAll(/[&<>"']/g, (char) => entities[char] ?? "");
  if (typeof part === "number") return String(part);
  return isList(part) ? part.map(put).join("") : part.markup;
};

const isList = (part: Html | readonly Part[]): part is readonly Part[] => Array.isArray(part);

export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: texts.map((text, at) => text + put(parts[at])).join(""),
});

export const trusted = (markup: string): Html => ({ markup });
