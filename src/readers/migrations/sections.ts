/** The lines that part one file into its way up and its way down. A file with such a line is of this tool. */
export interface Marks {
  /** Absent where all above the way down is the way up. */
  readonly up?: RegExp;
  readonly down: RegExp;
  /** What follows such a line is neither: checks, notes. */
  readonly aside?: RegExp;
  /** The words are common ones: only both together are a sign. */
  readonly both?: true;
}

/** One file's two ways. Each is as long as the file, with the other way blank, so that every place is one of the file. */
export interface Sections {
  readonly up: string;
  readonly down?: string;
}

export function isMarked(lines: readonly string[], { up, down, both }: Marks): boolean {
  const [hasUp, hasDown] = [up, down].map((mark) => lines.some((line) => mark?.test(line) === true));
  return both === true ? hasUp === true && hasDown === true : hasUp === true || hasDown === true;
}

/** What stands above the first mark goes up: tools run it with the way up, or allow nothing but comments there. */
export function sectionsOf(text: string, marks: Marks): Sections {
  const up: string[] = [];
  const down: string[] = [];
  let now: string[] | undefined = up;
  let marked = false;
  for (const line of text.split("\n")) {
    if (marks.down.test(line)) [now, marked] = [down, true];
    else if (marks.up?.test(line) === true) now = up;
    else if (marks.aside?.test(line) === true) now = undefined;
    const blank = line.replaceAll(/[^\r]/g, " ");
    up.push(now === up ? line : blank);
    down.push(now === down ? line : blank);
  }
  return marked ? { up: up.join("\n"), down: down.join("\n") } : { up: up.join("\n") };
}
