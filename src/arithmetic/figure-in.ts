import { plainMath, withoutPoints } from "./plain-math.ts";
import type { Term } from "./term.ts";
import { tokens } from "./tokens.ts";

/** The one figure that a cell or a value states: its result where it is a sum, without what stands in brackets behind it. */
export function figureIn(raw: string, isEuropean: boolean): Term | undefined {
  const plain = plainMath(raw).replaceAll(/\s*\([^()]*\)/g, "");
  const result = /[=≈]([^=≈]*)$/.exec(plain)?.[1] ?? plain;
  const text = (/^.*?(?=[,;] |\. |$)/s.exec(result.trim())?.[0] ?? "").replaceAll(/[*_`]/g, "");
  if (/^[≤≥<>]/.test(text)) return undefined;
  const found = tokens(isEuropean ? withoutPoints(text) : text);
  const [only] = found;
  return found.length === 1 && only?.kind === "term" ? only.term : undefined;
}
