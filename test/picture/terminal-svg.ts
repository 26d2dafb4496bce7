interface Style {
  readonly colour: string;
  readonly bold: boolean;
  readonly faint: boolean;
}

const COLOURS: Readonly<Record<number, string>> = {
  31: "#ff7b72",
  32: "#7ee787",
  33: "#e3b341",
  34: "#79c0ff",
  39: "#d1d7e0",
};
const PLAIN: Style = { colour: "#d1d7e0", bold: false, faint: false };
const [CHAR, LINE, PAD] = [8.2, 19, 18];

function after(style: Style, code: number): Style {
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, faint: true };
  if (code === 22) return { ...style, bold: false, faint: false };
  return { ...style, colour: COLOURS[code] ?? style.colour };
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const span = (text: string, x: number, { colour, bold, faint }: Style): string =>
  `<tspan x="${(PAD + x * CHAR).toFixed(1)}" fill="${colour}"${bold ? ' font-weight="700"' : ""}${faint ? ' opacity="0.62"' : ""}>${escaped(text)}</tspan>`;

/** What a terminal shows, colours and all, as a picture: the README's verdict is made by the product itself. */
export function terminalSvg(ansi: string, title: string): string {
  const lines = ansi.trimEnd().split("\n");
  let style = PLAIN;
  let widest = 0;
  const rows = lines.map((line, row) => {
    let x = 0;
    const spans: string[] = [];
    // oxlint-disable-next-line no-control-regex -- the escape character is what a terminal's colours begin with
    for (const part of line.split(/(\u001b\[\d+m)/)) {
      const code = /\[(\d+)m$/.exec(part);
      if (part.startsWith("\u001b") && code !== null) style = after(style, Number(code[1]));
      else if (part !== "") {
        spans.push(span(part, x, style));
        x += Array.from(part).length;
      }
    }
    widest = Math.max(widest, x);
    return `<text y="${PAD + 30 + row * LINE}" xml:space="preserve">${spans.join("")}</text>`;
  });
  const [width, height] = [Math.ceil(PAD * 2 + widest * CHAR), PAD * 2 + 24 + lines.length * LINE];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="${escaped(title)}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13.5">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" rx="10" fill="#151b23"/>
<g fill="#3d444d"><circle cx="20" cy="17" r="5"/><circle cx="36" cy="17" r="5"/><circle cx="52" cy="17" r="5"/></g>
${rows.join("\n")}
</svg>
`;
}
