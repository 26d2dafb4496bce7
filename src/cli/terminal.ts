/** Where a subcommand writes. */
export interface Terminal {
  readonly colour: boolean;
  readonly width: number;
  out(text: string): void;
  err(text: string): void;
  /** A line that the next one replaces, on a terminal only; an empty text takes it away. */
  progress(text: string): void;
}

function wantsColour(): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return process.stdout.isTTY && (NO_COLOR === undefined || NO_COLOR === "") && TERM !== "dumb";
}

export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      // Whoever read us has seen enough (`| head`).
      if (error.code === "EPIPE") process.exit();
      throw error;
    });
  let shown = false;
  const clear = (): void => {
    if (shown) process.stderr.write("\r\u001b[2K");
    shown = false;
  };
  return {
    colour: wantsColour(),
    width: Math.min(process.stdout.columns ?? 100, 120),
    out(text) {
      clear();
      process.stdout.write(text);
    },
    err(text) {
      clear();
      process.stderr.write(text);
    },
    progress(text) {
      if (!process.stderr.isTTY) return;
      clear();
      if (text === "") return;
      process.stderr.write(text.slice(0, Math.max(20, (process.stderr.columns ?? 80) - 1)));
      shown = true;
    },
  };
}
