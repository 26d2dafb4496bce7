import type { Verdict } from "../model/verdict.ts";
import type { Annotation } from "../model/check-report.ts";
import { renderCheckRun } from "./check-run.ts";
import { oneLine } from "./visible.ts";

const COMMAND = { failure: "error", warning: "warning", notice: "notice" };

/** Workflow commands: in a GitHub Actions log they become annotations on the files. */
export function renderGithub(verdict: Verdict): string {
  const lines = renderCheckRun(verdict).annotations.map(command);
  // A line of repository text must never begin a command of its own.
  return [...lines, `dataplan: ${oneLine(verdict.summary).replaceAll("::", ": :")}`, ""].join("\n");
}

function command(annotation: Annotation): string {
  const { path, start_line, end_line, start_column, annotation_level, title, message } = annotation;
  const properties = [
    `file=${property(path)}`,
    `line=${start_line}`,
    `endLine=${end_line}`,
    ...(start_column === undefined ? [] : [`col=${start_column}`]),
    `title=${property(title)}`,
  ];
  return `::${COMMAND[annotation_level]} ${properties.join(",")}::${data(message)}`;
}

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
