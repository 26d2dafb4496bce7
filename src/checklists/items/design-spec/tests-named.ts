import { defineItem, type ItemContext } from "../../item.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { inWords } from "../../look/topics.ts";

const KINDS: readonly (readonly [string, RegExp])[] = [
  ["unit", /\bunit\b/i],
  ["integration", /\bintegration\b|\bend[- ]to[- ]end\b|\be2e\b|\bcontract tests?\b/i],
  ["load", /\bload\b|\bstress\b|\bsoak\b|\bperformance tests?\b|\bcapacity tests?\b|\bbenchmark/i],
  [
    "failure injection",
    /\bfailure[- ]inject|\bfault[- ]inject|\bchaos\b|\bgame ?days?\b|\bfailure tests?\b|\bfailover (?:test|drill)|\bresilience tests?\b/i,
  ],
];
const TEST = /\btests?\b|\bkind\b|\btype\b|\blevel\b/;
const FILE = /(?<![\w/.:@-])(?:\.{1,2}\/)*((?:[\w-][\w.-]*\/)+(?:[\w-][\w.-]*)?)/g;

export default defineItem({
  id: "tests-named",
  asked: { "design-spec": "validation" },
  requirements: [{ row: 85, parts: "SX" }],
  level: "review",
  title: "Tests",
  demand: "unit, integration, load and failure-injection tests, or n/a with the reason",
  why: "Each of the four finds what the others cannot; the one left out is found by customers.",
  template:
    "| Test | What | Where |\n| --- | --- | --- |\n| Unit | <what they cover> | <path> |\n| Integration | <what they cover> | <path> |\n| Load | <rate and time> | <path> |\n| Failure injection | <what fails> | <path> |",
  messages: {
    lacks: "Unexpected tests without {kinds}, expected each of them, or n/a with its reason",
    file: "Unexpected test `{path}`, which is not in the repository, expected a path that is there",
  },
  *check(stage, context) {
    const listed = testRows(stage);
    const all = listed.length > 0 ? listed : statementsOf(stage).map(({ text }) => text);
    const headings = listed.length > 0 ? [] : stage.parts.map(({ heading }) => heading);
    const lacking = KINDS.filter(([, words]) => ![...all, ...headings].some((text) => words.test(text))).map(
      ([name]) => name,
    );
    const open = stage.said.some((one) => one.open === true && one.text !== "");
    if (lacking.length === KINDS.length && !open) yield { part: "S", message: "missing" };
    else if (lacking.length > 0 && !open) {
      const excused = statementsOf(stage).filter(({ text }) => /\bn\/a\b|\bnot (?:needed|applicable)\b/i.test(text));
      const left = KINDS.filter(
        ([name, words]) => lacking.includes(name) && !excused.some(({ text }) => words.test(text)),
      );
      const names = left.map(([name]) => name);
      if (names.length > 0) yield { part: "S", message: "lacks", of: names.join(), data: { kinds: inWords(names) } };
    }
    for (const { text, place } of statementsOf(stage))
      for (const path of missingFiles(text, context))
        yield { part: "X", message: "file", at: place, of: path, data: { path } };
  },
});

/** The rows of the table of tests, where there is one: what the criteria below it mention is no test yet. */
const testRows = ({ tables }: Stage): readonly string[] =>
  tables
    .filter(
      ({ columns, rows }) =>
        TEST.test((columns[0] ?? "").toLowerCase()) &&
        rows.filter(([first]) => KINDS.some(([, words]) => words.test(first?.text ?? ""))).length > 1,
    )
    .flatMap(({ rows }) => rows.map((row) => row.map(({ text }) => text).join(" | ")));

/** Paths that are not there, though their folder is; where the folder is not, they may be of another repository or still to come. */
const missingFiles = (text: string, { head }: ItemContext): readonly string[] =>
  [...text.matchAll(FILE)]
    .map(([, path = ""]) => path)
    .filter((path) => {
      const folder = path.replace(/\/$/, "").split("/").slice(0, -1).join("/");
      return (
        /\btests?\b|\bspecs?\b/i.test(path) &&
        folder !== "" &&
        !head.paths.some((one) => one === path || one.startsWith(`${path.replace(/\/$/, "")}/`)) &&
        head.paths.some((one) => one.startsWith(`${folder}/`))
      );
    });
