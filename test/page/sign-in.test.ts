import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Jar } from "./jar.ts";
import { REPOSITORY, type Site, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
beforeEach(() => {
  site.people.person = { login: "ada", sees: [REPOSITORY] };
  site.people.failing = undefined;
});

/** From the report to GitHub, where the person agrees; answers with the address that GitHub sends the browser to. */
async function agree(jar: Jar): Promise<string> {
  const begun = await jar.ask(site.url + site.path);
  expect(begun.status).toBe(303);
  const github = begun.headers.get("location") ?? "";
  expect(github).toMatch(`${site.people.url}/login/oauth/authorize?`);
  const agreed = await fetch(github);
  return /href="([^"]+)"/.exec(await agreed.text())?.[1]?.replaceAll("&amp;", "&") ?? "";
}

async function signedIn(): Promise<Jar> {
  const jar = new Jar();
  const done = await jar.ask(await agree(jar));
  expect([done.status, done.headers.get("location")]).toEqual([303, site.path]);
  return jar;
}

describe("signing in", () => {
  test("leads back to the report that was asked for", async () => {
    const jar = await signedIn();
    const page = await jar.ask(site.url + site.path);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("public.users.legacy_code");
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
    expect(page.headers.get("cache-control")).toBe("no-store");
  });

  test("keeps the browser's key as a hash and GitHub's token sealed", async () => {
    const jar = await signedIn();
    const key = jar.kept.get("dataplan") ?? "";
    expect(key).toMatch(/^[\w-]{43}$/);
    const kept = JSON.stringify(
      (await site.database.query(
        "SELECT id, encode(token, 'escape') AS token FROM dataplan.session",
      )) satisfies unknown,
    );
    expect(kept).not.toContain(key);
    expect(kept).not.toContain("ghu_");
  });

  test("does not end with a state that another browser began", async () => {
    const [mine, other] = [new Jar(), new Jar()];
    const back = await agree(other);
    await agree(mine);
    const done = await mine.ask(back);
    expect([done.status, [...mine.kept.keys()]]).toEqual([400, []]);
  });

  test("does not end without the cookie that began it, with a code twice, or with a cookie of one's own making", async () => {
    const jar = new Jar();
    const back = await agree(jar);
    expect((await new Jar().ask(back)).status).toBe(400);
    const begun = jar.kept.get("dataplan-sign-in") ?? "";
    expect((await jar.ask(back)).status).toBe(303);
    jar.kept.set("dataplan-sign-in", begun);
    expect((await jar.ask(back)).status).toBe(502);
    jar.kept.set("dataplan-sign-in", Buffer.from('{"state":"x","to":"https://evil.example"}').toString("base64url"));
    expect((await jar.ask(`${site.url}/sign-in/done?code=1&state=x`)).status).toBe(400);
  });

  test("ends when the visitor leaves: the key opens nothing any more", async () => {
    const jar = await signedIn();
    const key = jar.kept.get("dataplan") ?? "";
    expect((await jar.ask(`${site.url}/sign-out`, { method: "POST", headers: { origin: site.url } })).status).toBe(200);
    jar.kept.set("dataplan", key);
    expect((await jar.ask(site.url + site.path)).status).toBe(303);
  });
});

describe("a report", () => {
  test("is for those alone whom GitHub lets see the repository; the others are not told whether there is one", async () => {
    site.people.person = { login: "mallory", sees: [] };
    const jar = await signedIn();
    const page = await jar.ask(site.url + site.path);
    const absent = await jar.ask(`${site.url}/reports/${REPOSITORY}/13/${"c".repeat(40)}`);
    expect([page.status, absent.status]).toEqual([404, 404]);
    expect(await page.text()).toBe(await absent.text());
  });

  test("is not shown where GitHub does not say", async () => {
    const jar = await signedIn();
    site.people.failing = 502;
    expect((await jar.ask(site.url + site.path)).status).toBe(500);
  });

  test("asks GitHub for the reader's right once a minute", async () => {
    const jar = await signedIn();
    await jar.ask(site.url + site.path);
    const before = site.people.asked;
    await jar.ask(site.url + site.path);
    expect(site.people.asked).toBe(before);
  });

  test("is looked for again by a form of its own page, never by another's", async () => {
    const jar = await signedIn();
    const form = (origin: string): Promise<Response> =>
      jar.ask(`${site.url}${site.path}/again`, { method: "POST", headers: { origin } });
    expect((await form("https://evil.example")).status).toBe(403);
    expect((await jar.ask(`${site.url}${site.path}/again`, { method: "POST" })).status).toBe(403);
    expect((await jar.ask(`${site.url}${site.path}/again`)).status).toBe(405);
    expect(site.looks).toEqual([]);
    expect((await form(site.url)).status).toBe(303);
    expect(site.looks).toEqual([[{ installation: 1, repository: REPOSITORY, owner: "acme", name: "shop" }, 12]]);
  });

  test("is looked for again for nobody who is not signed in, and for nobody who may not read it", async () => {
    const before = site.looks.length;
    const press = (jar: Jar): Promise<Response> =>
      jar.ask(`${site.url}${site.path}/again`, { method: "POST", headers: { origin: site.url } });
    const stranger = await press(new Jar());
    expect([stranger.status, stranger.headers.get("location")]).toEqual([
      303,
      expect.stringMatching(`${site.people.url}/login/oauth/authorize?`),
    ]);
    site.people.person = { login: "mallory", sees: [] };
    expect((await press(await signedIn())).status).toBe(404);
    expect(site.looks).toHaveLength(before);
  });

  test("says that another look was asked for, and when that is answered", async () => {
    const jar = await signedIn();
    const asked = await jar.ask(`${site.url}${site.path}/again`, { method: "POST", headers: { origin: site.url } });
    const back = asked.headers.get("location") ?? "";
    const page = async (): Promise<string> => (await jar.ask(site.url + back)).text();
    expect(await page()).toContain("still the answer from before");
    const kept = await site.reports.find(REPOSITORY, 12, "b".repeat(40));
    if (kept === undefined) expect.fail("no report");
    await site.reports.keep(REPOSITORY, 12, kept.head, kept.target, kept.document);
    expect(await page()).toContain("Looked at again");
    expect(await (await jar.ask(`${site.url}${site.path}?after=<script>`)).text()).not.toContain("Looked at again");
  });

  test("says when the pull request has gone on", async () => {
    const later = "d".repeat(40);
    const jar = await signedIn();
    const kept = await site.reports.find(REPOSITORY, 12, "b".repeat(40));
    if (kept === undefined) expect.fail("no report");
    await site.reports.keep(REPOSITORY, 12, later, kept.target, kept.document);
    expect(await (await jar.ask(site.url + site.path)).text()).toContain("another head by now");
    expect(await (await jar.ask(`${site.url}${site.path}?after=1`)).text()).toContain("at the newest commit");
    expect(await (await jar.ask(`${site.url}/reports/${REPOSITORY}/12/${later}`)).text()).not.toContain(
      "another head by now",
    );
    await site.database.query("DELETE FROM dataplan.report WHERE head = $1", [later]);
  });
});
