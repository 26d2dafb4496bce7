import { shorten } from "./cut.ts";
import { visible } from "./visible.ts";

/** Boxes that one picture holds: more are not read. */
export const MOST_NODES = 25;

export interface Box {
  readonly label: string;
  readonly look: "changed" | "exposure" | "unknown" | "other";
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** It may not be so. */
  readonly dotted?: boolean;
}

const LOOKS = {
  changed: "fill:#ffd7d5,stroke:#cf222e,color:#1f2328",
  exposure: "fill:#fff8c5,stroke:#9a6700,color:#1f2328",
  unknown: "stroke-dasharray:4 3",
} as const;

/** Boxes by key and the arrows between them, as a Mermaid flowchart; `left` is how many did not fit. */
export function flowchart(boxes: ReadonlyMap<string, Box>, arrows: readonly Arrow[], left: number): string {
  const names = new Map([...boxes.keys()].map((key, at) => [key, `n${at}`]));
  const lines = [...boxes].map(([key, { label, look }]) => {
    const text = quoted(label);
    const name = names.get(key) ?? "";
    if (look === "exposure") return `  ${name}(["${text}"]):::exposure`;
    return look === "other" ? `  ${name}["${text}"]` : `  ${name}["${text}"]:::${look}`;
  });
  const drawn = arrows.map(
    ({ from, to, dotted }) => `  ${names.get(from) ?? ""} ${dotted === true ? "-.->" : "-->"} ${names.get(to) ?? ""}`,
  );
  const more = left > 0 ? [`  more["and ${left} more"]`] : [];
  const used = new Set([...boxes.values()].map(({ look }) => look));
  const looks = Object.entries(LOOKS).flatMap(([look, how]) =>
    look !== "unknown" || used.has("unknown") ? [`  classDef ${look} ${how}`] : [],
  );
  return ["flowchart LR", ...lines, ...more, ...drawn, ...looks].join("\n");
}

/** Mermaid reads `#65;` as a character; so nothing in a label can end it or become markup. */
const quoted = (label: string): string =>
  shorten(visible(label).replace(/\s+/g, " "), 60).replace(
    /[^\p{L}\p{N} _.·…-]/gu,
    (char) => `#${char.codePointAt(0) ?? 63};`,
  );
