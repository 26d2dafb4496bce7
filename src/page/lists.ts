import { foldGaps } from "../render/folded-gaps.ts";
import { placeLink } from "./address.ts";
import { html, type Html } from "./html.ts";
import type { Report } from "./report.ts";
import { code, inline, message } from "./words.ts";

const GAPS_NAMED = 20;

/** Findings that hold nothing, as a table. */
export function alsoSeen(report: Report): Html {
  const rest = report.verdict.findings.filter(({ level }) => level !== "block");
  if (rest.length === 0) return html``;
  const rows = rest.map(
    (finding) =>
      html`<tr id="f-${finding.fingerprint}">
        <td><span class="level ${finding.level}">${finding.level}</span></td>
        <td>${message(finding.words)}</td>
        <td>
          ${placeLink(report, finding.place, finding.place.side)}<br /><span class="quiet">${code(finding.rule)}</span>
        </td>
      </tr>`,
  );
  return section(
    "also",
    `Also seen: ${rest.length}`,
    html`<div class="scroll">
      <table class="list">
        <thead>
          <tr>
            <th>Level</th>
            <th>What</th>
            <th>Where</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`,
  );
}

/** What was met and not understood: never taken for clean. */
export function gapList(report: Report): Html {
  const { gaps } = report.verdict;
  if (gaps.length === 0) return html``;
  const groups = foldGaps(gaps).map(({ level, reader, key, gaps: folded }) => {
    const named = folded
      .slice(0, GAPS_NAMED)
      .map(({ place, reason }) => html`<li>${placeLink(report, place, "head")} ${inline(reason)}</li>`);
    const more = folded.length > GAPS_NAMED && html`<li>… and ${folded.length - GAPS_NAMED} more</li>`;
    return html`<li>
      <span class="level ${level}">${level}</span> <strong>${reader}: ${key}</strong>
      <ul>
        ${named}${more}
      </ul>
    </li>`;
  });
  return section(
    "gaps",
    `Not understood, and not taken for clean: ${gaps.length}`,
    html`<ul>
      ${groups}
    </ul>`,
  );
}

/** What was let pass, by whom and until when; what a comment in a file takes off the list; what else has to be said. */
export function setAside(report: Report): Html {
  const { waived, suppressed, notes, configErrors } = report.verdict;
  const mistakes = configErrors.map(
    ({ place, message: said }) => html`<li>${placeLink(report, place, "base")} ${inline(said)}</li>`,
  );
  const passed = waived.map(
    ({ finding, by }) =>
      html`<li>
        ${code(finding.subject)} ${code(finding.rule)} at ${placeLink(report, finding.place, finding.place.side)}:
        ${by.reason} (${by.owner}, until ${by.until})
      </li>`,
  );
  const silent = suppressed.map(
    ({ finding, by }) =>
      html`<li>
        ${code(finding.subject)} ${code(finding.rule)} by the comment at
        ${placeLink(report, by.place, "head")}${by.reason !== undefined && `: ${by.reason}`}
      </li>`,
  );
  return html`${list("config", "Mistakes in the configuration", mistakes)} ${list("waived", "Waived", passed)}
  ${list("suppressed", "Suppressed in the file", silent)}
  ${list(
    "notes",
    "Notes",
    notes.map((note) => html`<li>${inline(note)}</li>`),
  )}`;
}

const list = (id: string, title: string, items: readonly Html[]): Html =>
  items.length === 0
    ? html``
    : section(
        id,
        `${title}: ${items.length}`,
        html`<ul>
          ${items}
        </ul>`,
      );

/** A part of the page that can be linked to. */
export const section = (id: string, title: string, body: Html): Html =>
  html`<section id="${id}">
    <h2>${title}</h2>
    ${body}
  </section>`;
