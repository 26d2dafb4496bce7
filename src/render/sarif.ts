import type { Finding } from "../model/finding.ts";
import type { Level } from "../model/level.ts";
import type { JudgedGap, Verdict } from "../model/verdict.ts";
import type { Edit } from "../model/way.ts";
import { block, inline } from "./escape.ts";
import { renderJson } from "./json.ts";
import { OWED, owedBy } from "./owed.ts";
import { isSource, type RuleFacts } from "./rule-facts.ts";
import { visible } from "./visible.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const LEVELS: Readonly<Record<Level, "error" | "warning" | "note">> = {
  block: "error",
  review: "warning",
  notice: "note",
};

/** SARIF 2.1.0, for code scanning and editors. What was waived is there and marked as suppressed. */
export function renderSarif(verdict: Verdict, rules: readonly RuleFacts[], version: string): string {
  const used = new Set([...verdict.findings, ...verdict.waived.map(({ finding }) => finding)].map(({ rule }) => rule));
  const described = rules.filter(({ id }) => used.has(id));
  const index = new Map(described.map(({ id }, at) => [id, at]));
  const driver = {
    name: "dataplan",
    semanticVersion: version,
    informationUri: "https://www.npmjs.com/package/dataplan",
    rules: described.map(descriptor),
  };
  const results = [
    ...verdict.findings.map((finding) => result(verdict, finding, index)),
    ...verdict.waived.map(({ finding, by }) => ({
      ...result(verdict, finding, index),
      suppressions: [
        {
          kind: "external",
          status: "accepted",
          justification: visible(`${by.reason} (${by.owner}, until ${by.until})`),
        },
      ],
    })),
  ];
  const invocation = {
    executionSuccessful: true,
    toolExecutionNotifications: verdict.gaps.map(notification),
    toolConfigurationNotifications: verdict.configErrors.map(({ place, message }) => ({
      level: "error",
      message: { text: visible(message) },
      locations: [location(place)],
    })),
  };
  const run = { tool: { driver }, invocations: [invocation], results, columnKind: "utf16CodeUnits" };
  return renderJson({ $schema: SCHEMA, version: "2.1.0", runs: [run] });
}

function descriptor({ id, level, docs, aliases, owes }: RuleFacts): object {
  const text = `${docs.sees} ${docs.why}\n\nInstead:\n${docs.instead}`;
  const instead = isSource(docs.instead) ? block(docs.instead, "sql") : inline(docs.instead);
  return {
    id,
    shortDescription: { text: docs.title },
    fullDescription: { text: docs.sees },
    help: { text, markdown: `${inline(docs.sees)} ${inline(docs.why)}\n\n**Instead**\n\n${instead}` },
    defaultConfiguration: defaults(level),
    properties: { tags: ["data"], owes, aliases },
  };
}

const defaults = (level: RuleFacts["level"]): object =>
  level === "off" ? { enabled: false } : { level: LEVELS[level === "block beside breaking" ? "review" : level] };

function result(verdict: Verdict, finding: Finding, index: ReadonlyMap<string, number>): object {
  const owed = owedBy(verdict, finding).filter(({ met }) => !met);
  const said = [finding.message, ...owed.map(({ kind, remedy }) => `Owed: ${OWED[kind]}. ${remedy}`)].join("\n");
  const ruleIndex = index.get(finding.rule);
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[finding.level],
    message: { text: visible(said) },
    locations: [location(finding.place)],
    partialFingerprints: { "dataplan/v1": finding.fingerprint },
    ...(finding.edit === undefined ? {} : { fixes: [fix(finding.edit)] }),
    properties: {
      subject: finding.subject,
      side: finding.place.side,
      verdicts: finding.verdicts,
      basis: finding.basis,
      ...(finding.way === undefined ? {} : { way: finding.way }),
    },
  };
}

/** A replacement of nothing by the text: an insertion. */
function fix({ at, text, next }: Edit): object {
  const spot = { startLine: at.line, startColumn: at.column, endLine: at.line, endColumn: at.column };
  const said = `Put in \`${text.trim()}\`${next === undefined ? "" : `, ${next}`}`;
  return {
    description: { text: visible(said) },
    artifactChanges: [
      { artifactLocation: artifact(at.path), replacements: [{ deletedRegion: spot, insertedContent: { text } }] },
    ],
  };
}

function notification({ reader, key, level, place, reason }: JudgedGap): object {
  return {
    descriptor: { id: `${reader}/${key}` },
    level: LEVELS[level],
    message: { text: visible(reason) },
    locations: [location(place)],
  };
}

function location({ path, line, column, endLine }: JudgedGap["place"]): object {
  const region = {
    startLine: Math.max(1, line),
    ...(column === undefined ? {} : { startColumn: column }),
    ...(endLine === undefined ? {} : { endLine }),
  };
  return { physicalLocation: { artifactLocation: artifact(path), region } };
}

const artifact = (path: string): object => ({
  uri: path.split("/").map(encodeURIComponent).join("/"),
  uriBaseId: "%SRCROOT%",
});
