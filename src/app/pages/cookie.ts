/** One cookie of ours, by name. Over HTTPS it carries `__Host-`: no other host, not even a neighbouring one, can set it. */
export interface Cookie {
  read(cookies: ReadonlyMap<string, string>): string | undefined;
  /** A `Set-Cookie` line. */
  set(value: string, seconds: number): string;
  clear(): string;
}

export function cookie(name: string, secure: boolean): Cookie {
  const full = secure ? `__Host-${name}` : name;
  const line = (value: string, seconds: number): string =>
    // Lax, since people come from GitHub by a link.
    `${full}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
  return {
    read: (cookies) => cookies.get(full),
    set: line,
    clear: () => line("", 0),
  };
}

export function cookiesOf(header: string | undefined): ReadonlyMap<string, string> {
  const pairs = (header ?? "").split(";").flatMap((part) => {
    const at = part.indexOf("=");
    return at < 1 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const];
  });
  // The first one counts: a second of the same name was put there by somebody else.
  return new Map(pairs.toReversed());
}
