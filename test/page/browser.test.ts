import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, type OwnBrowser } from "../demo/browser.ts";
import { REPOSITORY, type Site, startSite } from "./site.ts";

let site: Site;
let own: OwnBrowser | { readonly missing: string };
beforeAll(async () => {
  [site, own] = await Promise.all([startSite(), openBrowser()]);
  site.people.person = { login: "ada", sees: [REPOSITORY] };
});
afterAll(async () => {
  if (!("missing" in own)) await own.close();
  await site.close();
});

const looks = [
  { name: "wide and light", width: 1200, colorScheme: "light" },
  { name: "wide and dark", width: 1200, colorScheme: "dark" },
  { name: "narrow and light", width: 390, colorScheme: "light" },
  { name: "narrow and dark", width: 390, colorScheme: "dark" },
] as const;

describe("the report page in a browser", () => {
  test.for(looks)("$name: signed in through GitHub, all of it in view, nobody else asked", async (look, { skip }) => {
    if ("missing" in own) {
      // oxlint-disable-next-line no-console -- said aloud: a test that looked at nothing must not pass in silence
      console.warn(`\n  THE REPORT PAGE WAS NOT LOOKED AT: no browser here (${own.missing})\n`);
      return skip("the browser that npm brings does not start on this machine");
    }
    const context = await own.browser.newContext({
      viewport: { width: look.width, height: 900 },
      colorScheme: look.colorScheme,
    });
    const page = await context.newPage();
    const said: string[] = [];
    const asked = new Set<string>();
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    page.on("request", (request) => asked.add(new URL(request.url()).origin));
    await page.goto(site.url + site.path);
    await page.click("#authorize");
    await page.waitForSelector("section#owed");

    expect(await page.textContent("h1")).toContain("Blocked: 1 change owes");
    expect(await page.locator("svg.graph g.box").count()).toBe(4);
    expect(await page.locator("svg.chart rect.range").count()).toBeGreaterThan(2);
    // Wide things scroll inside themselves, never the page.
    expect(await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).toBeLessThanOrEqual(0);
    const paper = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(paper).toBe(look.colorScheme === "dark" ? "rgb(16, 19, 23)" : "rgb(246, 247, 249)");
    expect(said).toEqual([]);
    expect(
      [...asked].filter((origin) => origin !== site.url && origin !== site.people.url && origin !== "null"),
    ).toEqual([]);
    return context.close();
  });

  test("a form of the page is taken: look again, then sign out", async ({ skip }) => {
    if ("missing" in own) return skip("no browser");
    const context = await own.browser.newContext();
    const page = await context.newPage();
    await page.goto(site.url + site.path);
    await page.click("#authorize");
    const before = site.looks.length;
    await page.click("text=Look again");
    await page.waitForSelector("p.told >> text=Another look was asked for");
    expect(site.looks.length).toBe(before + 1);
    await page.click("text=Load this page again");
    await page.waitForSelector("p.told");
    expect(site.looks.length).toBe(before + 1);
    await page.click("text=Sign out ada");
    await page.waitForSelector("text=Signed out");
    await page.goto(site.url + site.path);
    expect(page.url()).toContain("/login/oauth/authorize");
    return context.close();
  });
});
