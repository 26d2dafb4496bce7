import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserType } from "playwright-core";

export interface OwnBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Sets variables of the environment while something runs that reads them. */
const withEnvironment = async <T>(wish: Readonly<Record<string, string>>, run: () => Promise<T>): Promise<T> => {
  const before = Object.keys(wish).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, wish);
  try {
    return await run();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
};

// The package's own arguments are for a function in the cloud: one process, which dies with its first page.
const args = ["--no-sandbox", "--disable-dev-shm-usage"];

/** First with the machine's libraries, then with those that came along (libnss3 is often missing on a server). */
const launch = async (playwright: BrowserType, executablePath: string, folder: string): Promise<Browser> => {
  try {
    return await playwright.launch({ executablePath, args });
  } catch {
    const env = { ...process.env, LD_LIBRARY_PATH: join(folder, "al2023", "lib") };
    return await playwright.launch({ executablePath, args, env });
  }
};

/**
 * The browser that npm brought, unpacked into a folder of its own: two test runs must not unpack over each other.
 * Where it does not start, the reason is given back.
 */
export const openBrowser = async (): Promise<OwnBrowser | { readonly missing: string }> => {
  const folder = mkdtempSync(join(tmpdir(), "dataplan-browser-"));
  const tidy = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    const { chromium: playwright } = await import("playwright-core");
    // It unpacks below TMPDIR, and its libraries only where it believes to be in that cloud.
    const unpack = { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" };
    const executablePath = await withEnvironment(unpack, () => chromium.executablePath());
    const browser = await withEnvironment({ TMPDIR: folder }, () => launch(playwright, executablePath, folder));
    return {
      browser,
      close: async () => {
        await browser.close();
        tidy();
      },
    };
  } catch (error) {
    tidy();
    return { missing: error instanceof Error ? error.message : String(error) };
  }
};
