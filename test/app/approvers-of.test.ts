import nock from "nock";
import { afterEach, expect, test } from "vitest";
import { approversOf } from "../../src/app/approvers-of.ts";
import { api, lonely } from "./github-client.ts";

afterEach(() => nock.cleanAll());

const user = (login: string, id: number, type = "User") => ({ login, id, type });
const ada = user("ada", 1);
const grace = user("grace", 2);
const linus = user("linus", 3);

const review = (by: object, state = "APPROVED", commit_id = "h") => ({ user: by, state, commit_id });
const commit = (author: object) => ({ author, committer: null, parents: [{}] });

function asked(reviews: readonly object[], commits?: readonly object[], roles: Readonly<Record<string, number>> = {}) {
  nock(api).get("/repos/o/r/pulls/5/reviews").query(true).reply(200, reviews);
  const pages = Math.ceil((commits?.length ?? 0) / 100);
  for (let page = 1; page <= pages; page += 1) {
    const asks = page === 1 ? { per_page: 100 } : { per_page: 100, page };
    const next = `<${api}/repos/o/r/pulls/5/commits?per_page=100&page=${page + 1}>; rel="next"`;
    nock(api)
      .get("/repos/o/r/pulls/5/commits")
      .query(asks)
      .reply(200, commits?.slice((page - 1) * 100, page * 100), page < pages ? { link: next } : {});
  }
  for (const [login, id] of Object.entries(roles))
    nock(api)
      .get(`/repos/o/r/collaborators/${login}/permission`)
      .reply(200, { role_name: "write", permission: "write", user: { id, type: "User" } });
  const target = { installation: 1, repository: 2, owner: "o", name: "r" };
  return approversOf(lonely().octokit, target, { number: 5, user: ada, head: { sha: "h" } });
}

test("whoever wrote a commit is told from those who only look; GitHub is asked no more than it takes", async () => {
  expect(await asked([review(grace, "COMMENTED"), review(linus, "APPROVED", "an older head")])).toEqual({
    others: [],
    own: [],
  });
  expect(await asked([review(ada)])).toEqual({ others: [], own: ["ada"] });
  expect(await asked([review(grace), review(linus)], [commit(ada), commit(grace)], { linus: 3 })).toEqual({
    others: ["linus"],
    own: ["grace"],
  });
  expect(nock.pendingMocks()).toEqual([]);
});

test("an account that took an approver's login since counts for nobody", async () => {
  expect(await asked([review(grace)], [commit(ada)], { grace: 9 })).toEqual({ others: [], own: [] });
});

test("where GitHub does not name all commits nobody's approval counts, and the reason is known", async () => {
  const many = Array.from({ length: 250 }, () => commit(ada));
  const found = await asked([review(grace)], many);
  expect(found).toMatchObject({ others: [], own: ["grace"] });
  expect(found.doubt).toContain("250 commits or more");
  expect(await asked([review(grace)], many.slice(1), { grace: 2 })).toEqual({ others: ["grace"], own: [] });
});
