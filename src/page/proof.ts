import type { JudgedProof } from "../model/verdict.ts";
import { migrationName } from "../render/migration-name.ts";
import { visible } from "../render/visible.ts";
import { html, type Html } from "./html.ts";
import { section } from "./lists.ts";
import type { Report } from "./report.ts";
import { code, inline } from "./words.ts";

const WORDS = {
  exact: "the catalog came back exactly",
  differs: "the catalog came back differently",
  fails: "the way back was refused",
  "not-provable": "could not be run",
} as const;

/** Each way back that was run: how it ended, what the catalog lacks or has left over, and which rows went. */
export function proofList({ verdict: { proofs } }: Report): Html {
  if (proofs.length === 0) return html``;
  const exact = proofs.filter(({ result }) => result === "exact").length;
  return section(
    "proof",
    `The way back, run in an embedded PostgreSQL: ${exact} of ${proofs.length} exact`,
    html`${proofs.map(one)}`,
  );
}

function one({ migration, result, detail, differences, rows }: JudgedProof): Html {
  const lost = rows.lost.map(
    ({ table, column, by, how }) =>
      html`<li>
        ${column === undefined ? html`rows of ${code(table)}` : html`values of ${code(`${table}.${column}`)}`}
        ${how === "silently" ? "go without a statement that says so" : `are ${how}`} on the way ${by}
      </li>`,
  );
  return html`<article class="proof ${result}">
    <h3>${code(migrationName(migration))} <span class="result ${result}">${result}</span></h3>
    <p>${detail === "" ? WORDS[result] : inline(detail)}</p>
    ${
      differences.length > 0 &&
      html`<p class="quiet">The catalog after up and down, against the one before (− lost, + left over):</p>
        <pre class="diff">${differences.map(line)}</pre>`
    }
    ${
      lost.length > 0 &&
      html`<ul class="rows">
        ${lost}
      </ul>`
    }
  </article>`;
}

const line = (text: string): Html =>
  html`<span class="${text.startsWith("-") ? "minus" : text.startsWith("+") ? "plus" : "same"}"
    >${visible(text)}</span
  > `;
