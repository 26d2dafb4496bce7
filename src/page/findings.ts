import type { Finding } from "../model/finding.ts";
import type { Obligation } from "../model/obligation.ts";
import type { Axis } from "../model/verdicts.ts";
import { evidenceWords, OWED, owedBy } from "../render/owed.ts";
import { firstWithWay, stepCount, whenWords } from "../render/way.ts";
import { visible } from "../render/visible.ts";
import type { FramedLine } from "../render/frame.ts";
import { placeLink } from "./address.ts";
import { html, type Html } from "./html.ts";
import type { Report } from "./report.ts";
import { code, inline, message } from "./words.ts";

const AXES: readonly Axis[] = ["data", "consumer", "ddl", "meaning"];
const READERS_NAMED = 12;

/** A finding in full: what changes, where, for whom, what it owes, and the safe way. */
export function findingCard(report: Report, finding: Finding): Html {
  const { verdict, frames } = report;
  const owed = owedBy(verdict, finding);
  return html`<article class="finding ${finding.level}" id="f-${finding.fingerprint}">
    <h3>${code(finding.subject)}</h3>
    <p>${message(finding.words)}</p>
    <p class="quiet">
      ${placeLink(report, finding.place, finding.place.side)} · ${code(finding.rule)} · ${axes(finding)} · fingerprint
      ${code(finding.fingerprint)}
    </p>
    ${sourceLines(frames[finding.fingerprint] ?? [])} ${readers(finding)}
    ${
      owed.length > 0 &&
      html`<ul class="owed">
        ${owed.map((obligation) => item(report, obligation))}
      </ul>`
    }
    ${safeWay(report, finding)}
  </article>`;
}

function axes({ verdicts, basis }: Finding): Html {
  const hurt = AXES.filter((axis) => verdicts[axis] !== "ok");
  const said = hurt.map((axis) => html`<span class="axis ${verdicts[axis]}">${axis} ${verdicts[axis]}</span> `);
  return html`${hurt.length === 0 ? "all four axes ok" : said}${basis === "observed" && " seen in the embedded engine"}`;
}

/** Lines as they stand in the file, the name underlined. */
export function sourceLines(lines: readonly FramedLine[]): Html {
  if (lines.length === 0) return html``;
  const rows = lines.map(({ number, text, mark }) => {
    const shown =
      mark === undefined
        ? text
        : html`${text.slice(0, mark.at)}<mark>${text.slice(mark.at, mark.at + mark.length)}</mark>${text.slice(
            mark.at + mark.length,
          )}`;
    return html`<tr>
      <td class="number">${number}</td>
      <td class="text"><code>${shown}</code></td>
    </tr>`;
  });
  return html`<div class="scroll">
    <table class="source">
      ${rows}
    </table>
  </div>`;
}

function readers({ readers: all }: Finding): Html {
  if (all.length === 0) return html``;
  const named = all
    .slice(0, READERS_NAMED)
    .map(
      ({ kind, name, owner }, at) =>
        html`${at > 0 && ", "}${kind} ${code(name)}${owner !== undefined && ` (${owner})`}`,
    );
  const more = all.length > READERS_NAMED && `, and ${all.length - READERS_NAMED} more`;
  return html`<p>Read by ${named}${more}.</p>`;
}

function item(report: Report, { kind, met, by, remedy, person }: Obligation): Html {
  const name = html`<strong>${OWED[kind]}</strong>`;
  if (!met || by === null)
    return html`<li class="${person ? "person" : "unmet"}">
      ${name}: ${inline(remedy)}${person && " (a person's act)"}
    </li>`;
  const { what, stated } = evidenceWords(by);
  const where = by.place === undefined ? "" : html` (${placeLink(report, by.place, by.side ?? "head")})`;
  return html`<li class="met">${name}: ${inline(what)}${where}${stated && html`, <em>stated, not verified</em>`}</li>`;
}

function safeWay({ verdict }: Report, finding: Finding): Html {
  const { way, edit } = finding;
  const line =
    edit !== undefined &&
    html`<p>One line makes it safe${edit.next !== undefined && html`, ${inline(edit.next)}`}:</p>
      <pre class="diff"><span class="minus">- ${visible(edit.line)}</span>
<span class="plus">+ ${visible(edit.becomes)}</span></pre>`;
  const first = firstWithWay(verdict, finding);
  if (way === undefined || first === undefined) return html`${line}`;
  if (first !== finding)
    return html`${line}
      <p class="quiet">The safe way is that of ${code(first.rule)} above.</p>`;
  const steps = way.map(
    (step) =>
      html`<li>
        ${inline(step.title)}${whenWords(step)}
        <pre><code>${visible(step.sql)}</code></pre>
      </li>`,
  );
  return html`${line}
    <details>
      <summary>The safe way, as SQL: ${stepCount(way)}</summary>
      <ol>
        ${steps}
      </ol>
    </details>`;
}
