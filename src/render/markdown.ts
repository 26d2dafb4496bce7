import type { Finding } from "../model/finding.ts";
import type { Obligation } from "../model/obligation.ts";
import type { Conclusion, Verdict } from "../model/verdict.ts";
import type { Axis } from "../model/verdicts.ts";
import { blastRadius } from "./blast-radius.ts";
import { cellCode, code, inline, message, prose } from "./escape.ts";
import { fold } from "./fold.ts";
import { foldGaps } from "./folded-gaps.ts";
import { placeLink, ruleLink, type Links } from "./links.ts";
import { offeredPlan } from "./change-plan/offered-plan.ts";
import { evidenceWords, holds, OWED, owedBy } from "./owed.ts";
import { proofList } from "./proof-list.ts";
import { parted, repairList } from "./repairs.ts";
import { waivedList } from "./waived-list.ts";
import { offerMarkdown } from "./way.ts";

const MARK: Readonly<Record<Conclusion, string>> = {
  success: "✅",
  failure: "❌",
  action_required: "✋",
  neutral: "⚪",
};
const LEVEL = { block: "🔴", review: "🟠", notice: "🔵" };
const AXES: readonly Axis[] = ["data", "consumer", "ddl", "meaning"];
const READERS_NAMED = 6;
const ROWS_OPEN = 10;
const GAPS_NAMED = 5;
/** Safe ways in one comment; a terminal shows them all. */
const WAYS_SHOWN = 10;
const WAYS_BESIDE = 5;

/** The verdict in pieces, so that each medium takes those that it can show. */
export interface Sections {
  readonly headline: string;
  /** What holds the merge, change by change, with what is owed. */
  readonly owed: string;
  readonly blastRadius: string;
  /** Findings that hold nothing: what met the breaking ones, and the rest. */
  readonly also: string;
  /** Proofs, gaps, waivers and notes, each folded. */
  readonly details: string;
}

export function sections(verdict: Verdict, links: Links = {}): Sections {
  const { repairs, others } = parted(verdict.findings.filter((finding) => holds(verdict, finding)));
  const chart = blastRadius(verdict.findings.filter(({ level }) => level !== "notice"));
  return {
    headline: `### ${MARK[verdict.conclusion]} ${inline(verdict.summary)}`,
    owed: [
      ...held(verdict),
      ...verdict.configErrors.map(
        ({ place, message: said }) => `- ⚠️ ${placeLink(place, "base", links)} ${inline(said)}`,
      ),
      ...others.map((finding, at) => [owing(verdict, finding, links), ...offer(verdict, finding, at)].join("\n\n")),
      ...[...repairs].map(([path, findings]) => repairList(path, findings, links, fold)),
      ...hiding(verdict, links),
      ...offeredPlan(verdict, links, fold),
    ].join("\n\n"),
    blastRadius: chart === "" ? "" : `**Who reads it**\n\n\`\`\`mermaid\n${chart}\n\`\`\``,
    also: [settled(verdict, links), also(verdict, links)].filter((part) => part !== "").join("\n\n"),
    details: [
      proofs(verdict),
      gaps(verdict, links),
      waivedList(verdict, links),
      silenced(verdict, links),
      notes(verdict),
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
  };
}

/** The whole verdict as GitHub-flavoured Markdown. */
export function renderMarkdown(verdict: Verdict, links: Links = {}): string {
  const { headline, owed, blastRadius: chart, also: rest, details } = sections(verdict, links);
  const range = `<sub>${code(shortName(verdict.base))} → ${code(shortName(verdict.head))}</sub>`;
  return `${[headline, owed, chart, rest, details, range].filter((part) => part !== "").join("\n\n")}\n`;
}

/** A commit by its first digits; anything else (a folder) as it is. */
const shortName = (sha: string): string => (/^[0-9a-f]{40,64}$/.test(sha) ? sha.slice(0, 10) : sha);

function owing(verdict: Verdict, finding: Finding, links: Links): string {
  const lines = [
    `#### ${code(finding.subject)}`,
    "",
    `${message(finding.words)}  `,
    `${placeLink(finding.place, finding.place.side, links)} · ${ruleLink(finding.rule, links)} · ${axes(finding)} · ${code(finding.fingerprint)}`,
    ...readBy(finding),
    ...excused(finding, links),
    "",
    ...owedBy(verdict, finding).map((obligation) => item(obligation, links)),
  ];
  return lines.join("\n");
}

/** Folded, so that a comment stays short; past so many it says where the others are. */
function offer(verdict: Verdict, finding: Finding, at: number): readonly string[] {
  if (finding.way === undefined) return [];
  return at < WAYS_SHOWN
    ? offerMarkdown(verdict, finding, fold)
    : [`The safe way, as SQL: ${code("dataplan review")} shows it.`];
}

/** Ways for findings that hold nothing, all behind one line. */
function offersBeside(verdict: Verdict, rest: readonly Finding[]): string {
  const offered = rest.filter(({ way, edit }) => way !== undefined || edit !== undefined);
  const shown = offered.slice(0, WAYS_BESIDE).map((finding) => {
    const parts = offerMarkdown(verdict, finding, (_, steps) => steps);
    return [`**${code(finding.subject)}** (${code(finding.rule)})`, ...parts].join("\n\n");
  });
  const more = offered.length - shown.length;
  const left = more > 0 ? [`${more} more: ${code("dataplan review")} shows them.`] : [];
  return offered.length === 0 ? "" : fold(`Safe ways for these: ${offered.length}`, [...shown, ...left].join("\n\n"));
}

function item({ kind, met, by, remedy, person }: Obligation, links: Links): string {
  const name = `**${OWED[kind]}**`;
  if (!met || by === null) return `- ${person ? "✋" : "⬜"} ${name}: ${inline(remedy)}`;
  const { what, stated } = evidenceWords(by);
  const approved = by.approvedBy === undefined ? "" : `, approved by ${code(`@${by.approvedBy}`)} on this head`;
  const where = by.place === undefined ? "" : ` (${placeLink(by.place, by.side ?? "head", links)})`;
  return `- ✅ ${name}: ${inline(what)}${where}${approved}${stated ? ", *stated, not verified*" : ""}`;
}

function axes({ verdicts, basis }: Finding): string {
  const hurt = AXES.filter((axis) => verdicts[axis] !== "ok").map(
    (axis) => `${axis} ${verdicts[axis] === "broken" ? "**broken**" : verdicts[axis]}`,
  );
  return `${hurt.join(", ") || "all four axes ok"}${basis === "observed" ? ", seen in the embedded engine" : ""}`;
}

/** What its author says for it in the file. It opens nothing: that is for an owner, on the base branch. */
function excused({ excuse, fingerprint }: Finding, links: Links): string[] {
  if (excuse === undefined) return [];
  const where = placeLink(excuse.place, "head", links);
  const reason = excuse.reason === undefined ? "" : `: ${prose(excuse.reason)}`;
  return [
    "",
    `Its author asks to let it pass at ${where}${reason}. That opens nothing; a waiver of ${code(fingerprint)} does, by another person or on the base branch.`,
  ];
}

function readBy({ readers }: Finding): string[] {
  if (readers.length === 0) return [];
  const named = readers
    .slice(0, READERS_NAMED)
    .map(
      ({ kind, name, owner, doubt }) =>
        `${doubt === undefined ? "" : "perhaps "}${kind} ${code(name)}${owner === undefined ? "" : ` (${prose(owner)})`}`,
    );
  const more = readers.length > READERS_NAMED ? [`${readers.length - READERS_NAMED} more`] : [];
  return ["", `Read by ${[...named, ...more].join(", ")}.`];
}

/** Text that could not be read and may hide a change holds the merge as a finding does. */
function hiding({ gaps: all }: Verdict, links: Links): string[] {
  const opaque = all.filter(({ level }) => level === "block");
  if (opaque.length === 0) return [];
  const lines = opaque.map(({ place, reason, key, fingerprint: print }) => {
    const named = print === undefined ? "" : ` (${code(key)}, ${code(print)})`;
    return `- ⬜ ${placeLink(place, "head", links)}: ${inline(reason)}${named}`;
  });
  return [`#### Not readable, and it may hide a change\n\n${lines.join("\n")}`];
}

/** Breaking changes with everything owed: what met it, and where, for whoever approves the merge. */
function settled(verdict: Verdict, links: Links): string {
  const met = verdict.findings.filter((finding) => finding.level === "block" && !holds(verdict, finding));
  if (met.length === 0) return "";
  const texts = met.map((finding) => owing(verdict, finding, links));
  return texts.length === 1
    ? (texts[0] ?? "")
    : fold(`${texts.length} breaking changes have everything owed`, texts.join("\n\n"));
}

function also(verdict: Verdict, links: Links): string {
  const rest = verdict.findings.filter(({ level }) => level !== "block");
  if (rest.length === 0) return "";
  const rows = rest.map((finding) => {
    const where = placeLink(finding.place, finding.place.side, links, cellCode);
    return `| ${LEVEL[finding.level]} | ${message(finding.words, cellCode)} | ${where}<br>${ruleLink(finding.rule, links)} |`;
  });
  const table = `| | What | Where |\n| --- | --- | --- |\n${rows.join("\n")}`;
  const title = verdict.findings.length === rest.length ? "Seen" : "Also seen";
  const told =
    rows.length > ROWS_OPEN
      ? fold(`${title}: ${rows.length} findings that hold nothing`, table)
      : `**${title}**\n\n${table}`;
  return [told, offersBeside(verdict, rest)].filter((part) => part !== "").join("\n\n");
}

function proofs({ proofs: all }: Verdict): string {
  if (all.length === 0) return "";
  const exact = all.filter(({ result }) => result === "exact").length;
  return fold(`The way back, run in an embedded PostgreSQL: ${exact} of ${all.length} exact`, proofList(all));
}

function gaps({ gaps: all }: Verdict, links: Links): string {
  const open = all.filter(({ level, waived }) => level !== "block" && waived === undefined);
  const lines = foldGaps(open).flatMap(({ level, reader, key, gaps: folded }) => [
    `- ${LEVEL[level]} **${prose(`${reader}: ${key}`)}**${folded.length > 1 ? ` × ${folded.length}` : ""}`,
    ...folded
      .slice(0, GAPS_NAMED)
      .map(({ place, reason }) => `  - ${placeLink(place, "head", links)} ${inline(reason)}`),
    ...(folded.length > GAPS_NAMED ? [`  - … and ${folded.length - GAPS_NAMED} more`] : []),
  ]);
  return open.length === 0 ? "" : fold(`Not understood, and not taken for clean: ${open.length}`, lines.join("\n"));
}

function silenced({ suppressed: all }: Verdict, links: Links): string {
  if (all.length === 0) return "";
  const lines = all.map(({ finding, by }) => {
    const reason = by.reason === undefined ? "" : `: ${prose(by.reason)}`;
    return `- ${code(finding.subject)} ${ruleLink(finding.rule, links)} by the comment at ${placeLink(by.place, "head", links)}${reason}`;
  });
  return fold(`Suppressed in the file: ${all.length}`, lines.join("\n"));
}

function held({ holds = [] }: Verdict): readonly string[] {
  if (holds.length === 0) return [];
  const lines = holds.map(({ owner, reason }) => `- ✋ ${code(owner)}: ${prose(reason)}`);
  return [`#### Held, whatever the verdict is\n\n${lines.join("\n")}\n\n${code("/dataplan unhold")} lets it go.`];
}

const notes = ({ notes: all }: Verdict): string =>
  all.length === 0 ? "" : fold(`Notes: ${all.length}`, all.map((note) => `- ${inline(note)}`).join("\n"));
