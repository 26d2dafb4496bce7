import type { ConfigEffect, TwiceJudged } from "../model/config-effect.ts";
import { cellCode, code, inline } from "./escape.ts";
import { type Links, placeLink } from "./links.ts";

const SETTINGS = 30;
const FINDINGS = 10;

/** What a pull request that edits the configuration would change, as a section of its own that holds nothing. */
export function renderConfigEffect(effect: ConfigEffect, links: Links = {}): string {
  const { path, errors, settings, own, others } = effect;
  return [
    "#### After the merge: what this pull request changes in the gate",
    "It is judged by the settings of the base branch. What follows holds nothing.",
    errors.length === 0
      ? `✅ ${code(path)} can be read.`
      : [
          `❌ ${code(path)} would be broken, and the defaults would judge:`,
          ...errors.map(({ place, message }) => `- ${placeLink(place, "head", links)} ${inline(message)}`),
        ].join("\n"),
    table(settings),
    own === undefined ? "" : ownWords(own),
    own === undefined ? "" : othersWords(others),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

const cell = (value: string | undefined): string => (value === undefined ? "–" : cellCode(value));

function table(settings: ConfigEffect["settings"]): string {
  if (settings.length === 0) return "";
  const rows = settings
    .slice(0, SETTINGS)
    .map(({ key, before, after }) => `| ${cellCode(key)} | ${cell(before)} | ${cell(after)} |`);
  const left = settings.length - SETTINGS;
  const more = left > 0 ? [`| … and ${left} more | | |`] : [];
  return ["| Setting | Before | After |", "| --- | --- | --- |", ...rows, ...more].join("\n");
}

const arrow = ({ before, after }: TwiceJudged): string =>
  before === after ? `${code(after)} as before` : `${code(before)} → ${code(after)}`;

function ownWords(own: TwiceJudged): string {
  return [`**This pull request** by the new settings: ${arrow(own)}.`, ...findingLines(own)].join("\n");
}

function findingLines({ findings }: TwiceJudged): readonly string[] {
  const lines = findings
    .slice(0, FINDINGS)
    .map(
      ({ rule, subject, before, after }) =>
        `- ${code(rule)} ${code(subject)}: ${before ?? "not told"} → ${after ?? "not told"}`,
    );
  const left = findings.length - FINDINGS;
  return left > 0 ? [...lines, `- … and ${left} more`] : lines;
}

function othersWords(others: ConfigEffect["others"]): string {
  if (others === undefined) return "Other open pull requests could not be looked at just now.";
  if (others.length === 0) return "";
  const moved = others.filter(({ before, after, findings }) => before !== after || findings.length > 0);
  const last = others.length === 1 ? "The last open pull request" : `The last ${others.length} open pull requests`;
  const head = `**${last}** into this branch, by the text alone: ${moved.length === 0 ? "judged as before." : `${moved.length} judged otherwise.`}`;
  return [head, ...moved.map((one) => `- #${one.pull}: ${arrow(one)}${count(one)}`)].join("\n");
}

const count = ({ findings }: TwiceJudged): string =>
  findings.length === 0 ? "" : ` (${findings.length} finding${findings.length === 1 ? "" : "s"})`;
