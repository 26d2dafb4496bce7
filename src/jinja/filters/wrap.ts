import { argument } from "../arguments.ts";
import { numberOf } from "../compare.ts";
import type { Filter } from "../frame.ts";
import { truth } from "../truth.ts";

export const indent: Filter = (value, args, run) => {
  const width = argument(args, 0, "width") ?? 4;
  const by = typeof width === "string" ? width : " ".repeat(Math.min(1000, Math.max(0, numberOf(width) ?? 4)));
  const first = truth(argument(args, 1, "first") ?? false);
  const blank = truth(argument(args, 2, "blank") ?? false);
  const lines = run.text(value).split("\n");
  run.charge(lines.length);
  return run.sized(
    lines.map((line, i) => (i === 0 ? (first ? by + line : line) : line !== "" || blank ? by + line : line)).join("\n"),
  );
};

export const wordwrap: Filter = (value, args, run) => {
  const width = Math.max(1, numberOf(argument(args, 0, "width") ?? 79) ?? 79);
  const lines: string[] = [];
  for (const line of run.text(value).split("\n")) {
    let now = "";
    for (const word of line.split(" ")) {
      if (now !== "" && now.length + 1 + word.length > width) {
        lines.push(now);
        now = word;
      } else now = now === "" ? word : `${now} ${word}`;
    }
    lines.push(now);
  }
  return lines.join("\n");
};
