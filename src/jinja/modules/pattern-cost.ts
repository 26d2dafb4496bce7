/** More backtracking than this is refused. */
const MOST = 1e8;

/**
 * Could this pattern take too long on a text of that length? An upper bound by shape: each unbounded repetition may split
 * the text anywhere, each option doubles the ways, and repetition inside repetition is never tried.
 */
export function tooCostly(pattern: string, length: number): boolean {
  let cost = length + 1;
  const groups: boolean[] = [];
  let branching = false;
  let closed = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const one = pattern.charAt(at);
    if (one === "\\") {
      at += 1;
      if (/[1-9k]/.test(pattern.charAt(at))) return true;
      closed = false;
    } else if (one === "[") {
      at += 1;
      if (pattern.charAt(at) === "^") at += 1;
      for (at += 1; at < pattern.length && pattern.charAt(at) !== "]"; at += 1)
        if (pattern.charAt(at) === "\\") at += 1;
      closed = false;
    } else if (one === "(") {
      groups.push(branching);
      branching = false;
      if (pattern.charAt(at + 1) === "?") at += 1;
    } else if (one === ")") {
      closed = branching;
      branching = branching || (groups.pop() ?? false);
      continue;
    } else if (one === "|") {
      branching = true;
      cost *= 2;
    } else if (/[*+?{]/.test(one)) {
      const counted = one === "{" ? /^\{(\d*)(,?)(\d*)\}/.exec(pattern.slice(at)) : null;
      if (one === "{" && counted === null) continue;
      if (closed) return true;
      const most = counted === null ? Infinity : Number(counted[3] || (counted[2] === "," ? Infinity : counted[1]));
      cost *= one === "?" ? 2 : Math.min(length, most) + 1;
      branching = true;
      if (counted !== null) at += counted[0].length - 1;
      if (/[?+]/.test(pattern.charAt(at + 1))) at += 1;
    } else closed = false;
    if (cost > MOST) return true;
  }
  return false;
}
