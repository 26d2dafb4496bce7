import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";

export interface OwnBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/**
 * The browser that npm brought, unpacked into a folder of its own: two test runs must not unpack over each other.
 * Where the machine lacks a library that it needs (libnss3), the reason is given back.
 */
export const openBrowser = async (): Promise<OwnBrowser | { readonly missing: string }> => {
  const folder = mkdtempSync(join(tmpdir(), "dataplan-browser-"));
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  const tidy = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const [{ default: chromium }, { chromium: playwright }] = await Promise.all([
      import("@sparticuz/chromium"),
      import("playwright-core"),
    ]);
    const executablePath = await chromium.executablePath();
    // Its own arguments are for a function in the cloud: one process, which dies with its first page.
    const browser = await playwright.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
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
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
};
