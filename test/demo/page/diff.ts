import type { FileDiff } from "../../standin/git-diff.ts";
import type { Annotation } from "../../standin/world.ts";
import type { Scene, Untouched } from "../scene.ts";
import { html } from "../../../src/page/html.ts";
import type { Html } from "../../../src/page/html.ts";
import { icons } from "./icons.ts";

interface Line {
  readonly kind: "add" | "del" | "same" | "hunk";
  readonly before?: number;
  readonly after?: number;
  readonly text: string;
}

const linesOf = (patch: string): readonly Line[] => {
  let before = 0;
  let after = 0;
  return patch
    .split("\n")
    .filter((raw) => !raw.startsWith("\\"))
    .map((raw): Line => {
      const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(raw);
      if (hunk !== null) {
        before = Number(hunk[1]);
        after = Number(hunk[2]);
        return { kind: "hunk", text: raw };
      }
      const text = raw.slice(1);
      if (raw.startsWith("+")) return { kind: "add", after: after++, text };
      if (raw.startsWith("-")) return { kind: "del", before: before++, text };
      return { kind: "same", before: before++, after: after++, text };
    });
};

const words = { failure: "Failure", warning: "Warning", notice: "Notice" } as const;

const annotationRow = (annotation: Annotation): Html =>
  html` <tr class="said">
    <td colspan="3">
      <div class="annotation ${annotation.annotation_level}">
        <strong>${words[annotation.annotation_level]}</strong>
        <span class="quiet">Check: dataplan</span>
        ${annotation.title !== undefined && html`<div class="annotation-title">${annotation.title}</div>`}
        <div class="annotation-message">${annotation.message}</div>
      </div>
    </td>
  </tr>`;

const sign = { add: "+", del: "-", same: " ", hunk: "" } as const;

const row = (line: Line): Html =>
  line.kind === "hunk"
    ? html`<tr class="hunk">
        <td class="no"></td>
        <td class="no"></td>
        <td class="code">${line.text}</td>
      </tr>`
    : html`<tr class="${line.kind}">
        <td class="no">${line.before}</td>
        <td class="no">${line.after}</td>
        <td class="code"><span class="sign">${sign[line.kind]}</span>${line.text}</td>
      </tr>`;

const card = (path: string, marks: Html, rows: readonly Html[]): Html =>
  html` <article class="file">
    <header>${icons.file}<code>${path}</code>${marks}</header>
    <div class="scroll">
      <table class="diff">
        ${rows}
      </table>
    </div>
  </article>`;

/** A changed file, with what the check says below the last line that it says it of. */
const changed = (file: FileDiff, annotations: readonly Annotation[]): Html => {
  const own = annotations.filter(({ path }) => path === file.path);
  const lines = linesOf(file.patch ?? "");
  const shown = new Set(lines.flatMap(({ after }) => (after === undefined ? [] : [after])));
  const rows = lines.flatMap((line) => [
    row(line),
    ...own.filter(({ end_line }) => line.after !== undefined && end_line === line.after).map(annotationRow),
  ]);
  const stray = own.filter(({ end_line }) => !shown.has(end_line)).map(annotationRow);
  const marks = html`<span class="counts"
    ><b class="plus">+${file.additions}</b> <b class="minus">−${file.deletions}</b></span
  >`;
  return card(file.path, marks, [...rows, ...stray]);
};

const around = 2;

/** GitHub shows annotations of unchanged files beside a few lines of the file. */
const unchanged = ({ path, lines }: Untouched, annotations: readonly Annotation[]): Html => {
  const own = annotations.filter((annotation) => annotation.path === path);
  const rows = own.flatMap((annotation) => {
    const first = Math.max(annotation.start_line - around, 1);
    const last = Math.min(annotation.end_line + around, lines.length);
    const shown = Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) => first + at);
    return shown.flatMap((number) => [
      row({ kind: "same", before: number, after: number, text: lines[number - 1] ?? "" }),
      ...(number === annotation.end_line ? [annotationRow(annotation)] : []),
    ]);
  });
  return card(path, html`<span class="quiet">unchanged file</span>`, rows);
};

export const filesChanged = ({ files, untouched, check }: Scene): Html => {
  const annotations = check?.annotations ?? [];
  return html` <section class="files" id="files">
    <h2>Files changed <span class="bubble">${files.length}</span></h2>
    ${files.map((file) => changed(file, annotations))}
    ${untouched.length > 0 && html`<h3>Unchanged files with check annotations</h3>`}
    ${untouched.map((file) => unchanged(file, annotations))}
  </section>`;
};
