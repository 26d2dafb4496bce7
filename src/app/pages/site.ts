import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Report } from "../../page/report.ts";
import { reportsIn } from "../../store/reports.ts";
import { sessionsIn } from "../../store/sessions.ts";
import type { Sql } from "../../store/sql.ts";
import type { Inbox } from "../inbox.ts";
import type { Target } from "../job.ts";
import { type Shelf, shelfOver } from "../shelf.ts";
import { askGithub } from "./may-read.ts";
import { createPages } from "./pages.ts";
import { pageRequest, sendPage } from "./serve.ts";
import { signIn, type SignInSettings } from "./sign-in.ts";

/** The report pages and the shelf that they stand on; undefined where there is no page. */
export interface Site {
  readonly shelf: Shelf;
  /** False where the path is none of a page's. */
  readonly show: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}

export function openSite(
  settings: SignInSettings | undefined,
  sql: Sql,
  inbox: Pick<Inbox, "accept">,
): Site | undefined {
  if (settings === undefined) return undefined;
  const reports = reportsIn<Report, Target>(sql);
  const pages = createPages({
    publicUrl: settings.publicUrl,
    reports,
    signIn: signIn(settings, sessionsIn(sql)),
    mayRead: askGithub(settings.apiUrl),
    lookAgain: (target, pull) =>
      inbox.accept({ id: `page:${randomUUID()}`, event: "dataplan", action: "look" }, [
        { kind: "review", ...target, pull, fresh: true },
      ]),
  });
  return {
    shelf: shelfOver(settings.publicUrl, reports),
    async show(request, response) {
      const answer = await pages(pageRequest(request));
      if (answer === undefined) return false;
      sendPage(request, response, answer);
      return true;
    },
  };
}
