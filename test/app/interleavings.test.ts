import { type Arbitrary, array, assert, asyncProperty, constant, constantFrom, nat, oneof, record } from "fast-check";
import { expect, test } from "vitest";
import { simple } from "./answers.ts";
import { open, scene, type Scene } from "./app.ts";

const operations = [
  "checks/create",
  "checks/update",
  "checks/list-for-ref",
  "issues/create-comment",
  "issues/update-comment",
  "issues/list-comments",
  "repos/compare-commits-with-basehead",
] as const;

/** What people, GitHub and the network do to one pull request. */
const step = oneof(
  { weight: 4, arbitrary: record({ does: constant("push" as const) }) },
  { weight: 2, arbitrary: record({ does: constant("redeliver" as const), which: nat(30) }) },
  {
    weight: 1,
    arbitrary: record({ does: constantFrom("rerun", "ask", "reopen", "plant", "settle", "restart") }),
  },
  {
    weight: 2,
    arbitrary: record({
      does: constant("fault" as const),
      route: constantFrom(...operations),
      when: constantFrom("before" as const, "after" as const),
    }),
  },
);
type Step = typeof step extends Arbitrary<infer T> ? T : never;

async function take(here: Scene, number: number, one: Step, index: number): Promise<void> {
  const { shop, standin } = here;
  switch (one.does) {
    case "push":
      await shop.push("topic", { "n.txt": String(index) });
      break;
    case "redeliver": {
      const known = standin.deliveries[("which" in one ? one.which : 0) % standin.deliveries.length];
      if (known !== undefined) standin.redeliver(known.guid);
      break;
    }
    case "rerun": {
      const [check] = (await here.ours(number)).checks;
      if (check !== undefined) await shop.rerequest(check.id);
      break;
    }
    case "ask":
      shop.comment(number, "/dataplan review");
      break;
    case "plant":
      shop.comment(number, "<!-- dataplan:verdict -->\nAll is well", "mallory");
      break;
    case "reopen":
      await shop.closePullRequest(number);
      await shop.reopenPullRequest(number);
      break;
    case "fault":
      if ("route" in one) standin.faults.next({ route: one.route, when: one.when, status: 502 });
      break;
    case "restart":
      await here.settled();
      await here.restart();
      break;
    default:
      await here.settled();
  }
}

test("whatever comes in whatever order, it ends with one right check and one right comment", async () => {
  await assert(
    asyncProperty(array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const here = await scene({ answer: simple, pauses: [20, 20, 20, 20, 20, 20] });
      const number = await open(here);
      for (const [index, one] of steps.entries()) await take(here, number, one, index);
      await here.settled();
      const { head } = await here.shop.pullState(number);
      const { checks, comments } = await here.ours(number);
      expect(checks).toMatchObject([{ status: "completed", conclusion: "failure", summary: `for ${head}` }]);
      expect(comments).toEqual([`<!-- dataplan:verdict -->\nAbout ${head}`]);
      const heads = [...here.shop.state.checkRuns.values()].map(({ headSha }) => headSha);
      expect(new Set(heads).size).toBe(heads.length);
      expect(here.standin.violations).toEqual([]);
      await here.close();
    }),
    { numRuns: Number(process.env["DATAPLAN_RUNS"] ?? 3), seed: 20_261_121, endOnFailure: true },
  );
}, 300_000);
