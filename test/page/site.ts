import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { estimate } from "../../src/estimate/estimate.ts";
import { askGithub } from "../../src/app/pages/may-read.ts";
import { createPages } from "../../src/app/pages/pages.ts";
import { pageRequest, sendPage } from "../../src/app/pages/serve.ts";
import { signIn } from "../../src/app/pages/sign-in.ts";
import type { Target } from "../../src/app/job.ts";
import { framesOf, type Report } from "../../src/page/report.ts";
import type { Database } from "../../src/store/database.ts";
import { type Reports, reportsIn } from "../../src/store/reports.ts";
import { sessionsIn } from "../../src/store/sessions.ts";
import { sample, sampleSource } from "../render/sample.ts";
import { borrowDatabase } from "../store/memory-database.ts";
import { client, type People, startPeople } from "./people.ts";

export const HEAD = "b".repeat(40);
export const REPOSITORY = 4711;
const target: Target = { installation: 1, repository: REPOSITORY, owner: "acme", name: "shop" };
const PLAN = join(import.meta.dirname, "../../fixtures/checklists/data-plan/good/plans/order-margin.md");

/** A report with something in each of its sections. */
export const report: Report = {
  version: 1,
  repository: { id: REPOSITORY, name: "acme/shop", web: "https://github.com/acme/shop" },
  pull: 12,
  base: "a".repeat(40),
  head: HEAD,
  verdict: sample,
  frames: framesOf(sample, sampleSource),
  estimates: [estimate(readFileSync(PLAN, "utf8"), "plans/orders.md")],
};

/** The pages on loopback, with a store in memory and a GitHub for people. */
export interface Site {
  readonly url: string;
  readonly path: string;
  readonly people: People;
  readonly database: Database;
  readonly reports: Reports<Report, Target>;
  readonly looks: (readonly [Target, number])[];
  close(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const people = await startPeople();
  const borrowed = await borrowDatabase();
  const { database } = borrowed;
  const reports = reportsIn<Report, Target>(database);
  await reports.keep(REPOSITORY, 12, HEAD, target, report);
  const looks: (readonly [Target, number])[] = [];
  const server = createServer((request, response) => {
    void pages(pageRequest(request)).then(
      (answer) => sendPage(request, response, answer ?? { status: 404, headers: {}, body: "" }),
      () => sendPage(request, response, { status: 500, headers: {}, body: "" }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = {
    publicUrl: url,
    webUrl: people.url,
    apiUrl: people.url,
    clientId: client.id,
    clientSecret: client.secret,
  };
  const pages = createPages({
    publicUrl: url,
    reports,
    signIn: signIn(settings, sessionsIn(database)),
    mayRead: askGithub(people.url),
    lookAgain: async (where, pull) => void looks.push([where, pull]),
  });
  return {
    url,
    path: `/reports/${REPOSITORY}/12/${HEAD}`,
    people,
    database,
    reports,
    looks,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await people.close();
      await borrowed.giveBack();
    },
  };
}
