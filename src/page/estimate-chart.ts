import type { Estimate, EstimateInput, EstimateResult } from "../estimate/document.ts";
import { show } from "../estimate/figure.ts";
import { whereFrom } from "../estimate/where-from.ts";
import { html, type Html } from "./html.ts";
import { section } from "./lists.ts";
import type { Report } from "./report.ts";
import { code } from "./words.ts";

const WIDTH = 640;
const LEFT = 8;
const ROW = 34;
const AXIS = 22;

/** What the touched plans' own figures come to: each result as a range on a scale of its unit. */
export function estimates({ estimates: all }: Report): Html {
  const told = all.filter(({ results, failures, warnings }) => results.length + failures.length + warnings.length > 0);
  return told.length === 0 ? html`` : section("estimate", "Estimate", html`${told.map(one)}`);
}

function one({ path, results, failures, warnings, inputs, assumptions }: Estimate): Html {
  const units = [...new Set(results.map(({ unit }) => unit))];
  return html`<article class="estimate">
    <h3>${code(path)}</h3>
    ${failures.map((text) => html`<p class="broken">${text}</p>`)}
    ${warnings.map((text) => html`<p class="doubt">${text}</p>`)}
    ${units.map((unit) => html`<div class="scroll">${chart(results.filter((result) => result.unit === unit))}</div>`)}
    <details>
      <summary>What it rests on: ${inputs.length} figures, ${assumptions.length} of them assumed</summary>
      <div class="scroll">
        <table class="list">
          <tbody>
            ${inputs.map(row)}
          </tbody>
        </table>
      </div>
    </details>
  </article>`;
}

const row = (input: EstimateInput): Html =>
  html`<tr>
    <td>${input.label}</td>
    <td>${show(input, input.unit)}</td>
    <td>${whereFrom(input)}</td>
  </tr>`;

/** Ranges on one axis of powers of ten: low at the left end of a bar, high at its right. */
function chart(results: readonly EstimateResult[]): Html {
  const finite = results.flatMap(({ low, high }) => [low, high]).filter((value) => Number.isFinite(value) && value > 0);
  const from = Math.floor(Math.log10(Math.min(...finite, 1e15)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...finite, 10 ** from * 10))));
  const x = (value: number): number => {
    if (!Number.isFinite(value)) return WIDTH - LEFT;
    const at = value <= 0 ? 0 : (Math.log10(value) - from) / (to - from);
    return LEFT + Math.max(0, Math.min(1, at)) * (WIDTH - 2 * LEFT);
  };
  const step = Math.max(1, Math.ceil((to - from) / 6));
  const ticks = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, at) => 10 ** (from + at * step));
  const [{ unit }] = results as readonly [EstimateResult];
  const height = results.length * ROW + AXIS;
  return html`<svg
    class="chart"
    viewBox="0 0 ${WIDTH} ${height}"
    role="img"
    aria-label="${results.map((result) => `${result.label}: ${show(result, result.unit)}`).join("; ")}"
  >
    ${ticks.map(
      (tick, at) =>
        html`<line class="tick" x1="${x(tick)}" x2="${x(tick)}" y1="0" y2="${height - AXIS}"></line
          ><text class="axis" x="${x(tick)}" y="${height - 6}" text-anchor="${anchor(at, ticks.length)}"
            >${show({ low: tick, high: tick }, unit)}</text
          >`,
    )}
    ${results.map((result, at) => {
      const left = x(result.low);
      const right = Math.max(left + 4, x(result.high));
      const top = at * ROW;
      return html`<text class="label" x="${LEFT}" y="${top + 12}">${result.label}: ${show(result, result.unit)}</text
        ><rect class="range" x="${left}" y="${top + 17}" width="${right - left}" height="9" rx="3"
          ><title>${result.rule}: ${result.filled}</title></rect
        >`;
    })}
  </svg>`;
}

const anchor = (at: number, count: number): string => (at === 0 ? "start" : at === count - 1 ? "end" : "middle");
