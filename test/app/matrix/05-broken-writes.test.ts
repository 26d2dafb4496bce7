import { expect, test } from "vitest";
import { answerFor, simple } from "../answers.ts";
import { open, scene } from "../app.ts";
import { endsRight } from "./ends-right.ts";

// Row 5: GitHub's 502 or a line that breaks off, before and after the effect, for each write. A call that gets no answer
// at all is broken off by us after a minute and is then the same thing; no test waits for that.

const breaks = ["502 before", "502 after", "hangs up before", "hangs up after"] as const;
const faulty = (route: string, how: (typeof breaks)[number]) => ({
  route,
  when: how.endsWith("after") ? ("after" as const) : ("before" as const),
  ...(how.startsWith("502") ? { status: 502 } : { hangUp: true }),
});

test.each(breaks)("a first answer, whose writes meet: %s", async (how) => {
  const here = await scene({ answer: simple });
  for (const route of ["checks/create", "issues/create-comment"]) here.standin.faults.next(faulty(route, how));
  await endsRight(here, await open(here));
});

test.each(breaks)("a push and a re-run, whose writes meet: %s", async (how) => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await endsRight(here, number);
  here.standin.faults.next(faulty("issues/update-comment", how));
  await here.shop.push("topic", { "x.txt": "x" });
  await endsRight(here, number);
  here.standin.faults.next(faulty("checks/update", how));
  await here.shop.rerequest((await here.ours(number)).checks[0]?.id ?? 0);
  await endsRight(here, number);
  expect(here.shop.comments(number)).toHaveLength(1);
});

test.each(breaks)("of a hundred and twenty annotations none is lost and none stands twice: %s", async (how) => {
  const annotations = Array.from({ length: 120 }, (_, at) => ({
    path: "a.sql",
    start_line: at + 1,
    end_line: at + 1,
    annotation_level: "failure" as const,
    title: "A finding",
    message: `finding ${at}`,
  }));
  const here = await scene({
    answer: async (_, { head }) =>
      answerFor(head, { report: { conclusion: "failure", title: "", summary: `for ${head}`, annotations } }),
  });
  here.standin.faults.next(faulty("checks/update", how));
  const number = await open(here);
  await endsRight(here, number);
  const { checks } = await here.shop.pullState(number);
  expect(checks[0]?.annotations.map(({ message }) => message)).toEqual(annotations.map(({ message }) => message));
});
