import type { Element, ElementContent, Root, RootContent } from "hast";

const shape = (paths: readonly Readonly<Record<string, string>>[], name: string): Element => ({
  type: "element",
  tagName: "span",
  properties: { className: ["emoji"], role: "img", ariaLabel: name },
  children: [
    {
      type: "element",
      tagName: "svg",
      properties: { viewBox: "0 0 16 16", width: "1em", height: "1em", ariaHidden: "true" },
      children: paths.map(({ tag = "path", ...properties }) => ({
        type: "element",
        tagName: tag,
        properties,
        children: [],
      })),
    },
  ],
});

const disc = (fill: string): Readonly<Record<string, string>> => ({ tag: "circle", cx: "8", cy: "8", r: "6.5", fill });
const tile = (fill: string): Readonly<Record<string, string>> => ({
  tag: "rect",
  x: "1.5",
  y: "1.5",
  width: "13",
  height: "13",
  rx: "3",
  fill,
  stroke: fill === "none" ? "currentColor" : "none",
  strokeOpacity: ".55",
  strokeWidth: "1.4",
});
const line = (d: string, stroke: string): Readonly<Record<string, string>> => ({
  d,
  stroke,
  fill: "none",
  strokeWidth: "2.2",
  strokeLinecap: "round",
  strokeLinejoin: "round",
});

/** GitHub draws emoji as pictures of its own; a machine without an emoji font must show them, too. */
const drawn: Readonly<Record<string, Element>> = {
  "✅": shape([tile("#2da44e"), line("m4.6 8.3 2.3 2.3 4.5-5", "#fff")], "done"),
  "⬜": shape([tile("none")], "still owed"),
  "❌": shape([line("m3.2 3.2 9.600 9.600m0-9.600-9.600 9.600", "#dd2e44")], "blocked"),
  "✋": shape([tile("#e3a008"), line("M8 3.800v5.200M8 12.200v.01", "#fff")], "a person must act"),
  "❔": shape(
    [disc("#8c959f"), line("M6.300 6.200a1.800 1.800 0 1 1 2.300 1.900c-.4.2-.6.4-.6 1M8 11.600v.01", "#fff")],
    "not provable",
  ),
  "⚠": shape([line("M8 2 14.500 13.500h-13zM8 6.500v3M8 11.500v.01", "#bf8700")], "attention"),
  "⚪": shape([disc("#8c959f")], "neutral"),
  "🔴": shape([disc("#dd2e44")], "block"),
  "🟠": shape([disc("#f4900c")], "review"),
  "🔵": shape([disc("#55acee")], "notice"),
};

const expression = new RegExp(`(${Object.keys(drawn).join("|")})\uFE0F?`, "u");

const pieces = (text: string): readonly ElementContent[] =>
  text
    .split(expression)
    .filter((part) => part !== "")
    .map((part): ElementContent => {
      const picture = drawn[part];
      return picture === undefined ? { type: "text", value: part } : structuredClone(picture);
    });

const walk = (children: readonly (ElementContent | RootContent)[]): ElementContent[] =>
  children.flatMap((child): readonly ElementContent[] => {
    if (child.type === "text") return pieces(child.value);
    if (child.type === "doctype") return [];
    if (child.type !== "element" || child.tagName === "code") return [child];
    return [{ ...child, children: walk(child.children) }];
  });

/** After the sanitizer, so that what it lets through stays its own affair. */
export const drawEmoji =
  () =>
  (tree: Root): Root => ({ ...tree, children: walk(tree.children) });
