import { expect, onTestFinished, test } from "vitest";
import { Jar } from "../page/jar.ts";
import { client, startPeople } from "../page/people.ts";
import { open, scene } from "./app.ts";

const publicUrl = "https://dataplan.example";

async function withPages() {
  const people = await startPeople();
  onTestFinished(() => people.close());
  const page = { publicUrl, webUrl: people.url, apiUrl: people.url, clientId: client.id, clientSecret: client.secret };
  return { people, it: await scene({ page }) };
}

test("the check leads to a page that tells all of it, for a reader of the repository", async () => {
  const { people, it } = await withPages();
  const number = await open(it);
  await it.settled();
  const { checks } = await it.shop.pullState(number);
  const details = checks.at(-1)?.detailsUrl ?? "";
  const path = details.slice(publicUrl.length);
  expect(details).toMatch(/^https:\/\/dataplan\.example\/reports\/\d+\/\d+\/[0-9a-f]{40}$/);

  const jar = new Jar();
  people.person = { login: "ada", sees: [Number(path.split("/")[2])] };
  const begun = await jar.ask(it.app.url + path);
  const agreed = await (await fetch(begun.headers.get("location") ?? "")).text();
  const back = (/href="([^"]+)"/.exec(agreed)?.[1] ?? "").replaceAll("&amp;", "&").replace(publicUrl, it.app.url);
  const done = await jar.ask(back);
  expect(done.headers.get("location")).toBe(path);
  // Over HTTPS nobody else can set or read them.
  expect(done.headers.getSetCookie()[0]).toMatch(/^__Host-dataplan=.*; Path=\/; .*HttpOnly; SameSite=Lax; Secure$/);
  const page = await (await jar.ask(it.app.url + path)).text();
  expect(page).toContain("public.users.legacy_code");
  expect(page).toContain("<mark>legacy_code</mark>");
  expect(page).toContain("0002_drop");

  it.writes();
  const again = await jar.ask(`${it.app.url}${path}/again`, { method: "POST", headers: { origin: publicUrl } });
  expect(again.status).toBe(303);
  await it.settled();
  expect(it.writes()).toEqual(["checks/update"]);
  expect(await (await jar.ask(it.app.url + (again.headers.get("location") ?? ""))).text()).toContain("Looked at again");

  // However often it is pressed: what waits is one look.
  await Promise.all(
    Array.from({ length: 6 }, () =>
      jar.ask(`${it.app.url}${path}/again`, { method: "POST", headers: { origin: publicUrl } }),
    ),
  );
  await it.settled();
  const { length } = it.writes();
  expect([length >= 1, length <= 3]).toEqual([true, true]);
  expect(it.standin.violations).toEqual([]);
});

test("a page that cannot be kept holds up no answer", async () => {
  const { it } = await withPages();
  await it.database.script("ALTER TABLE dataplan.report RENAME TO gone");
  const number = await open(it);
  await it.settled();
  expect((await it.ours(number)).checks).toMatchObject([{ conclusion: "failure" }]);
  await it.database.script("ALTER TABLE dataplan.gone RENAME TO report");
});

test("without the settings of a page there is none, and no check leads to one", async () => {
  const it = await scene();
  const number = await open(it);
  await it.settled();
  const { checks } = await it.shop.pullState(number);
  expect(checks.at(-1)?.detailsUrl).not.toContain("/reports/");
  expect((await fetch(`${it.app.url}/reports/1/1/${"a".repeat(40)}`)).status).toBe(404);
});
