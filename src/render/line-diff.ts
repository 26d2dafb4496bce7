const MOST = 600;
const CONTEXT = 3;

interface Line {
  readonly sign: " " | "+" | "-";
  readonly text: string;
}

const linesOf = (text: string): readonly string[] => (text === "" ? [] : text.replace(/\n$/, "").split(/\r?\n/));

/** Two texts as a unified diff without headers; an ellipsis stands for what is the same on both sides. */
export function lineDiff(before: string, after: string): readonly string[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  if (a.length > MOST || b.length > MOST) return [`… ${a.length} lines before, ${b.length} lines after`];
  const lines = compared(a, b);
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ sign }) => sign !== " "),
  );
  return lines.flatMap(({ sign, text }, at) => {
    if (near[at] === true) return [`${sign} ${text}`.trimEnd()];
    return at === 0 || near[at - 1] === true ? ["…"] : [];
  });
}

/** The longest common subsequence decides what stays. */
export function compared(a: readonly string[], b: readonly string[]): readonly Line[] {
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [mine, theirs] = [a[i], b[j]];
    if (mine !== undefined && mine === theirs) {
      lines.push({ sign: " ", text: mine });
      i += 1;
      j += 1;
    } else if (mine !== undefined && (theirs === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ sign: "-", text: mine });
      i += 1;
    } else if (theirs !== undefined) {
      lines.push({ sign: "+", text: theirs });
      j += 1;
    }
  }
  return lines;
}
