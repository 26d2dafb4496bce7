import { type Radius, radiusOf } from "../render/blast-radius.ts";
import { shorten } from "../render/cut.ts";
import { oneLine } from "../render/visible.ts";
import { html, type Html } from "./html.ts";
import { columnsOf } from "./layers.ts";
import { section } from "./lists.ts";
import type { Report } from "./report.ts";

const MOST = 150;
/** Up to here a picture is made smaller rather than scrolled. */
const WIDEST = 1_300;
const BOX = { height: 30, gap: 12, letter: 7.1, pad: 20, longest: 44, between: 56 };

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Everyone who reads what changes, drawn from left to right. */
export function readersGraph({ verdict }: Report): Html {
  const radius = radiusOf(
    verdict.findings.filter(({ level }) => level !== "notice"),
    MOST,
  );
  if (radius.boxes.size === 0) return html``;
  const more = radius.left > 0 && html`<p class="quiet">and ${radius.left} more</p>`;
  return section("readers", "Who reads it", html`${drawing(radius)}${more}`);
}

function drawing({ boxes, arrows }: Radius): Html {
  const spots = new Map<string, Spot>();
  let x = 1;
  let bottom = 0;
  for (const column of columnsOf([...boxes.keys()], arrows)) {
    const width = Math.max(...column.map((key) => labelOf(boxes, key).length * BOX.letter + BOX.pad));
    column.forEach((key, at) => spots.set(key, { x, y: 1 + at * (BOX.height + BOX.gap), width }));
    bottom = Math.max(bottom, column.length * (BOX.height + BOX.gap));
    x += width + BOX.between;
  }
  const width = Math.ceil(x - BOX.between + 1);
  return html`<div class="scroll">
    <svg
      class="graph ${width <= WIDEST && "fits"}"
      width="${width}"
      height="${bottom}"
      viewBox="0 0 ${width} ${bottom}"
      role="img"
      aria-label="Who reads what changes"
    >
      <defs>
        <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0 8 4 0 8z"></path>
        </marker>
      </defs>
      ${arrows.map(({ from, to, dotted }) => arrow(spots.get(from), spots.get(to), dotted === true))}
      ${[...boxes].map(([key, { look }]) => box(spots.get(key), labelOf(boxes, key), look, oneLine(boxes.get(key)?.label ?? "")))}
    </svg>
  </div>`;
}

const labelOf = (boxes: Radius["boxes"], key: string): string =>
  shorten(oneLine(boxes.get(key)?.label ?? ""), BOX.longest);

const box = (spot: Spot | undefined, label: string, look: string, title: string): Html =>
  spot === undefined
    ? html``
    : html`<g class="box ${look}"
        ><title>${title}</title
        ><rect x="${spot.x}" y="${spot.y}" width="${spot.width}" height="${BOX.height}" rx="6"></rect
        ><text x="${spot.x + BOX.pad / 2}" y="${spot.y + BOX.height / 2 + 4}">${label}</text></g
      >`;

function arrow(from: Spot | undefined, to: Spot | undefined, dotted: boolean): Html {
  if (from === undefined || to === undefined) return html``;
  const start = { x: from.x + from.width, y: from.y + BOX.height / 2 };
  const end = { x: to.x, y: to.y + BOX.height / 2 };
  const bend = Math.max(24, (end.x - start.x) / 2);
  return html`<path
    class="arrow ${dotted && "dotted"}"
    d="M${start.x} ${start.y}C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}"
    marker-end="url(#arrow)"
  ></path>`;
}
