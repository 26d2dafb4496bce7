import { note } from "../../page/document.ts";
import { html } from "../../page/html.ts";
import { reportPage } from "../../page/report-page.ts";
import type { Report } from "../../page/report.ts";
import { style } from "../../page/style.ts";
import type { Reports } from "../../store/reports.ts";
import type { Target } from "../job.ts";
import { page, type PageAnswer, type PageRequest, redirect, sheet } from "./answer.ts";
import type { MayRead } from "./may-read.ts";
import { askedBy, type Asked, reportPath } from "./report-path.ts";
import type { SignIn } from "./sign-in.ts";

export interface PagesParts {
  readonly publicUrl: string;
  readonly reports: Pick<Reports<Report, Target>, "find">;
  readonly signIn: SignIn;
  readonly mayRead: MayRead;
  /** Somebody who may read it asks for another look. */
  readonly lookAgain: (target: Target, pull: number) => Promise<void>;
}

/** The pages for people; undefined where the path is none of theirs. */
export type Pages = (request: PageRequest) => Promise<PageAnswer | undefined>;

export function createPages({ publicUrl, reports, signIn, mayRead, lookAgain }: PagesParts): Pages {
  return async (request) => {
    const { method, path } = request;
    const asked = askedBy(path);
    if (path === "/page.css") return method === "GET" ? sheet(style) : wrongMethod;
    if (path === "/sign-in/done") return method === "GET" ? signIn.finish(request) : wrongMethod;
    if (path === "/sign-out") return method === "POST" ? (foreign(request) ?? signIn.leave(request)) : wrongMethod;
    if (asked === undefined) return undefined;
    if (method !== (asked.again ? "POST" : "GET")) return wrongMethod;
    return foreign(request) ?? report(request, asked);
  };

  async function report(request: PageRequest, { repository, pull, head, again }: Asked): Promise<PageAnswer> {
    const here = reportPath(repository, pull, head);
    const visitor = await signIn.visitor(request);
    if (visitor === undefined) return signIn.begin(here);
    // Asked before the report is looked for: whoever may not read it is not told whether there is one.
    const kept = (await mayRead(visitor.token, repository)) ? await reports.find(repository, pull, head) : undefined;
    if (kept === undefined) return page(404, note("No report here", notHere(visitor.login)));
    if (again) {
      await lookAgain(kept.target, pull);
      // By the answer that was there: one that is younger came of it, whatever any clock says.
      return redirect(`${here}?after=${kept.judgedAt.getTime()}`);
    }
    const judged = `${kept.judgedAt.toISOString().slice(0, 16).replace("T", " ")} UTC`;
    const { login } = visitor;
    const after = /^\d{1,15}$/.exec(request.query.get("after") ?? "")?.[0];
    const around = {
      login,
      judged,
      overtaken: kept.overtaken,
      ...(after === undefined ? {} : { asked: stateSince(kept.judgedAt, after) }),
      here: after === undefined ? here : `${here}?after=${after}`,
      again: `${here}/again`,
      leave: "/sign-out",
    };
    return page(200, reportPage(kept.document, around));
  }

  /** A form of somebody else's page, sent with our visitor's cookie. */
  function foreign({ method, origin }: PageRequest): PageAnswer | undefined {
    return method === "GET" || origin === publicUrl
      ? undefined
      : page(403, note("Not from here", html`<p>This form was not sent from a page of this server.</p>`));
  }
}

const stateSince = (judgedAt: Date, after: string): "answered" | "waiting" =>
  judgedAt.getTime() > Number(after) ? "answered" : "waiting";

const wrongMethod = page(405, note("Not that way", html`<p>This address does not take such a request.</p>`));

const notHere = (login: string) =>
  html`<p>
      There is no report at this address, or GitHub does not let <strong>${login}</strong> see its repository. Reports
      are kept for a while only; <code>/dataplan review</code> in the pull request makes a new one.
    </p>
    <form method="post" action="/sign-out"><button class="plain">Sign out ${login}</button></form>`;
