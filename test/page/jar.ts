/** A browser's jar and nothing else of it: no redirect is followed by itself. */
export class Jar {
  readonly kept = new Map<string, string>();
  async ask(address: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.kept].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie };
    const response = await fetch(address, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (line.includes("Max-Age=0")) this.kept.delete(name);
      else this.kept.set(name, value);
    }
    return response;
  }
}
