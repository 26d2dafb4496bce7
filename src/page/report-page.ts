import { holds } from "../render/owed.ts";
import { link, placeLink } from "./address.ts";
import { document } from "./document.ts";
import { estimates } from "./estimate-chart.ts";
import { findingCard } from "./findings.ts";
import { html, type Html } from "./html.ts";
import { alsoSeen, gapList, section, setAside } from "./lists.ts";
import { proofList } from "./proof.ts";
import { readersGraph } from "./readers-graph.ts";
import type { Report } from "./report.ts";
import { code, inline } from "./words.ts";

/** What stands around a report and is not in it. */
export interface Visit {
  /** Whom GitHub says is looking. */
  readonly login: string;
  /** When it was judged, for people. */
  readonly judged: string;
  /** Head as it is now is another commit. */
  readonly overtaken: boolean;
  /** The visitor asked for another look: this is still the answer from before, or the one that came of it. */
  readonly asked?: "waiting" | "answered";
  /** The page's own address. */
  readonly here: string;
  /** Where "Look again" and "Sign out" are sent. */
  readonly again: string;
  readonly leave: string;
}

/** A report as a page: what is owed first, then who reads it, then all the rest. */
export function reportPage(report: Report, visit: Visit): string {
  const { repository, pull } = report;
  const parts = [
    headline(report, visit),
    notice(visit),
    contents(report),
    owed(report),
    readersGraph(report),
    settled(report),
    alsoSeen(report),
    proofList(report),
    estimates(report),
    gapList(report),
    setAside(report),
  ];
  return document(
    `${repository.name} #${pull}`,
    html`<main>${parts}</main>
      ${foot(visit)}`,
  );
}

function headline({ repository, pull, head, base, verdict }: Report, { judged, overtaken }: Visit): Html {
  const address = `${repository.web}/pull/${pull}`;
  return html`<header class="verdict ${verdict.conclusion}">
      <p class="where">
        ${link(html`${repository.name} #${pull}`, address)} · ${code(base.slice(0, 10))} →
        ${link(code(head.slice(0, 10)), `${repository.web}/commit/${head}`)} · judged ${judged}
      </p>
      <h1>${inline(verdict.summary)}</h1>
      ${verdict.mode === "audit" && html`<p>Audit mode: nothing is held.</p>`}
    </header>
    ${overtaken && html`<p class="doubt">The pull request has another head by now: this is what was said of the one above.</p>`}`;
}

function notice({ asked, overtaken, here }: Visit): Html {
  if (asked === undefined) return html``;
  if (overtaken)
    return html`<p class="told" role="status">
      Another look was asked for. It is at the newest commit of the pull request, and the check there leads to its
      report.
    </p>`;
  return asked === "waiting"
    ? html`<p class="told" role="status">
        Another look was asked for. What is below is still the answer from before; the new one is mostly there within
        seconds. <a href="${here}">Load this page again</a>
      </p>`
    : html`<p class="told" role="status">Looked at again, as you asked: this is the answer.</p>`;
}

function contents({ verdict }: Report): Html {
  const { findings, proofs, gaps } = verdict;
  const count = (level: string): number => findings.filter((finding) => finding.level === level).length;
  return html`<ul class="counts">
    <li><strong>${count("block")}</strong> breaking</li>
    <li><strong>${count("review")}</strong> for review</li>
    <li><strong>${count("notice")}</strong> ${count("notice") === 1 ? "notice" : "notices"}</li>
    <li>
      <strong>${proofs.filter(({ result }) => result === "exact").length}/${proofs.length}</strong> ways back exact
    </li>
    <li><strong>${gaps.length}</strong> ${gaps.length === 1 ? "gap" : "gaps"}</li>
  </ul>`;
}

function owed(report: Report): Html {
  const { verdict } = report;
  const holding = verdict.findings.filter((finding) => holds(verdict, finding));
  const opaque = verdict.gaps.filter(({ level }) => level === "block");
  if (holding.length + opaque.length === 0) return html``;
  const hidden =
    opaque.length > 0 &&
    html`<article class="finding block">
      <h3>Not readable, and it may hide a change</h3>
      <ul class="owed">
        ${opaque.map(
          ({ place, reason }) => html`<li class="unmet">${placeLink(report, place, "head")}: ${inline(reason)}</li>`,
        )}
      </ul>
    </article>`;
  return section("owed", "What is owed", html`${holding.map((finding) => findingCard(report, finding))}${hidden}`);
}

/** Breaking changes with everything owed, for whoever approves the merge. */
function settled(report: Report): Html {
  const { verdict } = report;
  const met = verdict.findings.filter((finding) => finding.level === "block" && !holds(verdict, finding));
  return met.length === 0
    ? html``
    : section("settled", "Breaking, with everything owed", html`${met.map((finding) => findingCard(report, finding))}`);
}

const foot = ({ login, again, leave }: Visit): Html =>
  html`<footer>
    <form method="post" action="${again}"><button>Look again</button></form>
    <form method="post" action="${leave}"><button class="plain">Sign out ${login}</button></form>
    <span class="quiet">Dataplan, the merge gate for data changes</span>
  </footer>`;
