/** The page's style sheet. One sheet for light and dark, wide and narrow. */
export const style = `
:root {
  --page: #f6f7f9; --paper: #fff; --ink: #1d2127; --quiet: #5b6470; --line: #d8dde3; --code: #eef1f4;
  --link: #0b5cad; --red: #b3261e; --red-soft: #fdeceb; --amber: #8a5a00; --amber-soft: #fff4d9;
  --green: #1a7037; --green-soft: #e6f5ea; --blue: #1d4f91; --blue-soft: #e8f0fb; --mark: #ffd8a8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #101317; --paper: #171b21; --ink: #e4e8ee; --quiet: #9aa5b3; --line: #2c333d; --code: #222831;
    --link: #7ab8ff; --red: #ff8f87; --red-soft: #3a1c1b; --amber: #f0c060; --amber-soft: #36290f;
    --green: #74d394; --green-soft: #14301d; --blue: #8dbcff; --blue-soft: #16263d; --mark: #7a4b12;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
main { max-width: 980px; margin: 0 auto; padding: 24px 20px 8px; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
h1 { margin: 2px 0 4px; font-size: 24px; overflow-wrap: anywhere; line-height: 1.25; }
h2 { margin: 34px 0 12px; font-size: 18px; }
h3 { margin: 0 0 6px; font-size: 15px; overflow-wrap: anywhere; }
p { margin: 6px 0; overflow-wrap: anywhere; }
code, pre, .source { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { background: var(--code); border-radius: 4px; padding: 1px 5px; overflow-wrap: anywhere; }
pre { background: var(--code); border-radius: 6px; padding: 10px 12px; overflow-x: auto; margin: 8px 0; }
pre code, .source code { background: none; padding: 0; }
.quiet, .where { color: var(--quiet); font-size: 13px; }
.verdict { background: var(--paper); border: 1px solid var(--line); border-left: 6px solid var(--quiet); border-radius: 8px; padding: 14px 18px; }
.verdict.failure { border-left-color: var(--red); background: var(--red-soft); }
.verdict.success { border-left-color: var(--green); background: var(--green-soft); }
.verdict.action_required { border-left-color: var(--amber); background: var(--amber-soft); }
.counts { display: flex; flex-wrap: wrap; gap: 8px 22px; list-style: none; margin: 14px 2px; padding: 0; color: var(--quiet); }
.counts strong { color: var(--ink); font-size: 17px; }
article { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; margin: 0 0 12px; }
article.block { border-left: 4px solid var(--red); }
article.proof.exact { border-left: 4px solid var(--green); }
article.proof.differs, article.proof.fails { border-left: 4px solid var(--red); }
.axis { margin-right: 6px; border-radius: 4px; padding: 0 4px; }
.axis.broken { color: var(--red); font-weight: 600; }
.axis.conditional, .axis.unknown { color: var(--amber); }
.source { border-collapse: collapse; width: 100%; background: var(--code); border-radius: 6px; margin: 8px 0; }
.source .number { color: var(--quiet); text-align: right; padding: 1px 12px; user-select: none; width: 1%; }
.source .text { white-space: pre; padding-right: 12px; }
.source tr:first-child td { padding-top: 7px; }
.source tr:last-child td { padding-bottom: 7px; }
mark { background: var(--mark); color: inherit; border-radius: 3px; padding: 1px 0; }
.owed { list-style: none; padding: 0; margin: 10px 0; }
.owed li { padding: 5px 0 5px 30px; position: relative; border-top: 1px solid var(--line); }
.owed li::before { position: absolute; left: 4px; font-weight: 700; }
.owed .unmet::before { content: "○"; color: var(--red); }
.owed .person::before { content: "◆"; color: var(--amber); }
.owed .met::before { content: "✓"; color: var(--green); }
.list { border-collapse: collapse; width: 100%; background: var(--paper); border: 1px solid var(--line); }
.list th, .list td { text-align: left; vertical-align: top; padding: 7px 10px; border-top: 1px solid var(--line); }
.list th { color: var(--quiet); font-size: 13px; font-weight: 600; }
.level, .result { font-size: 12px; font-weight: 600; border-radius: 10px; padding: 1px 8px; white-space: nowrap; background: var(--blue-soft); color: var(--blue); }
.level.block, .result.differs, .result.fails, .broken { background: var(--red-soft); color: var(--red); }
.level.review, .doubt { background: var(--amber-soft); color: var(--amber); }
.result.exact { background: var(--green-soft); color: var(--green); }
p.doubt, p.broken, p.told { border-radius: 6px; padding: 8px 12px; }
p.told { background: var(--blue-soft); color: var(--blue); }
p.told a { text-decoration: underline; }
.diff { white-space: normal; }
.diff span { display: block; white-space: pre; }
.diff .minus { color: var(--red); }
.diff .plus { color: var(--green); }
.scroll { overflow-x: auto; }
details { margin: 8px 0; }
summary { cursor: pointer; color: var(--link); }
.graph.fits { max-width: 100%; height: auto; }
.graph text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: var(--ink); }
.graph rect { fill: var(--paper); stroke: var(--line); stroke-width: 1.2; }
.graph .changed rect { fill: var(--red-soft); stroke: var(--red); }
.graph .exposure rect { fill: var(--amber-soft); stroke: var(--amber); }
.graph .unknown rect { stroke-dasharray: 4 3; }
.graph .arrow { fill: none; stroke: var(--quiet); stroke-width: 1.3; }
.graph .dotted { stroke-dasharray: 4 3; }
.graph marker path { fill: var(--quiet); }
.chart { width: 100%; max-width: 760px; height: auto; display: block; margin: 10px 0 14px; }
.chart text { font: 12px system-ui, sans-serif; fill: var(--ink); }
.chart .axis { fill: var(--quiet); font-size: 10.5px; }
.chart .tick { stroke: var(--line); }
.chart .range { fill: var(--blue); }
footer { max-width: 980px; margin: 24px auto; padding: 14px 20px; display: flex; flex-wrap: wrap; gap: 12px; align-items: center; border-top: 1px solid var(--line); }
button { font: inherit; color: var(--paper); background: var(--link); border: 0; border-radius: 6px; padding: 6px 14px; cursor: pointer; }
button.plain { background: none; color: var(--quiet); border: 1px solid var(--line); }
.note { max-width: 560px; padding-top: 12vh; }
.button { display: inline-block; color: var(--paper); background: var(--link); border-radius: 6px; padding: 8px 16px; }
@media (max-width: 640px) {
  main { padding: 12px 10px; }
  h1 { font-size: 20px; }
  .graph.fits { max-width: none; height: revert-layer; }
  .chart { min-width: 520px; }
  article { padding: 11px 12px; }
  .list, .list tbody, .list tr, .list td { display: block; border: 0; }
  .list thead { display: none; }
  .list tr { border-top: 1px solid var(--line); padding: 8px 0; }
  .list td { padding: 2px 10px; }
}
`;
