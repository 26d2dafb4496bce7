/** What of a request the pages look at. */
export interface PageRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly cookies: ReadonlyMap<string, string>;
  /** `Origin` of the page that sent a form. */
  readonly origin?: string;
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

// No script, no frame, nothing of anybody else's: a page can show text from a repository and do nothing with it.
const POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const ALWAYS = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

export const page = (status: number, body: string, cookies: readonly string[] = []): PageAnswer => ({
  status,
  headers: { ...ALWAYS, "content-type": "text/html; charset=utf-8", "set-cookie": cookies },
  body,
});

export const sheet = (body: string): PageAnswer => ({
  status: 200,
  headers: { ...ALWAYS, "content-type": "text/css; charset=utf-8", "cache-control": "public, max-age=3600" },
  body,
});

/** To another page; after a form the browser then asks for it anew. */
export const redirect = (location: string, cookies: readonly string[] = []): PageAnswer => ({
  status: 303,
  headers: { ...ALWAYS, "content-type": "text/plain; charset=utf-8", location, "set-cookie": cookies },
  body: "",
});
