import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { openBrowser } from "./browser.ts";
import type { OwnBrowser } from "./browser.ts";
import { openDemo } from "./demo.ts";
import type { Demo } from "./demo.ts";

const long = 180_000;

test(
  "played through, the required check says blocked, blocked, mergeable",
  async () => {
    const main = join(import.meta.dirname, "main.ts");
    const { stdout } = await promisify(execFile)(process.execPath, [main, "--once"]);
    const verdicts = [...stdout.matchAll(/✖ BLOCKED|✔ MERGEABLE/g)].map(([word]) => word);
    expect(verdicts).toEqual(["✖ BLOCKED", "✖ BLOCKED", "✔ MERGEABLE"]);
    expect(stdout).toContain("Customer health dashboard");
    expect(stdout).toMatch(/rollback trigger without a metric, a threshold and a window/);
    expect(stdout).not.toContain("\u001b");
  },
  long,
);

/** Wide and narrow, light and dark; nothing may need to be pushed sideways. */
const shoot = async (page: Page, shots: string, name: string): Promise<void> => {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`body[data-drawn="${colorScheme}"]`).waitFor();
    for (const width of [400, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(shots, `${name}-${colorScheme}-${width}.png`), fullPage: true });
      const sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
      expect(await page.evaluate<number>(sideways)).toBe(0);
    }
  }
};

describe("the page", () => {
  let demo: Demo;
  let own: OwnBrowser | { readonly missing: string };
  const faults: string[] = [];

  beforeAll(async () => {
    [demo, own] = await Promise.all([openDemo(0), openBrowser()]);
  }, long);

  afterAll(async () => {
    if (!("missing" in own)) await own.close();
    await demo.close();
  }, long);

  const visit = async (): Promise<Page> => {
    if ("missing" in own) throw new Error(own.missing);
    const page = await own.browser.newPage();
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await page.goto(demo.url);
    return page;
  };

  test(
    "shows each step as its button is pressed",
    async ({ skip }) => {
      if ("missing" in own) {
        console.warn(`\n  THE DEMO PAGE WAS NOT LOOKED AT: no browser here (${own.missing.split("\n")[0]})\n`);
        return skip("the browser that npm brings does not start on this machine");
      }
      const shots = mkdtempSync(join(tmpdir(), "dataplan-demo-"));
      const page = await visit();
      const press = async (step: number): Promise<string> => {
        await page.getByRole("button", { name: "Push this" }).click();
        await page.locator(`.step:nth-child(${step}) .outcome .icon`).waitFor({ timeout: long });
        return (await page.locator(".merge").getAttribute("data-state")) ?? "";
      };
      expect(await press(1)).toBe("blocked");
      expect(await page.locator(".chart svg").count()).toBe(1);
      expect(await page.locator(".chart").textContent()).toContain("Customer health dashboard");
      expect(await page.locator(".annotation.failure").first().textContent()).toContain("legacy_code");
      expect(await page.getByRole("button", { name: "Merge pull request" }).isEnabled()).toBe(false);
      const links = await page.locator(".comment a").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
      expect(links.length).toBeGreaterThan(0);
      for (const link of links) expect((await fetch(link)).status, link).toBe(200);
      await shoot(page, shots, "1-blocked");
      expect(await press(2)).toBe("blocked");
      expect(await page.locator(".comment").count()).toBe(2);
      await shoot(page, shots, "2-still-blocked");
      expect(await press(3)).toBe("clean");
      expect(await page.locator(".comment").count()).toBe(2);
      expect(await page.getByRole("button", { name: "Merge pull request" }).isEnabled()).toBe(true);
      await shoot(page, shots, "3-open");
      expect(faults).toEqual([]);
      const { violations, requests } = demo.stage.standin;
      expect(violations).toEqual([]);
      expect([...new Set(requests.map(({ version }) => version))]).toEqual(["2022-11-28"]);
      console.info(`  screenshots: ${shots}`);
      return undefined;
    },
    long,
  );

  test("takes presses from its own address only", async () => {
    const press = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${demo.url}/play`, { method: "POST", redirect: "manual", headers });
    expect((await press({ origin: "https://elsewhere.example" })).status).toBe(403);
    const { headers } = await fetch(demo.url);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  });
});
