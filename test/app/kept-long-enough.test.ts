import { expect, test } from "vitest";
import { simple } from "./answers.ts";
import { scene } from "./app.ts";

test("reports end after ninety days, so does what is known of old replies, and sessions when they end, and nothing else does", async () => {
  const { app, database } = await scene({ answer: simple });
  await database.script(`
    INSERT INTO dataplan.report (repository, pull, head, target, document, judged_at) VALUES
      (1, 1, 'old', '{}', '', now() - interval '91 days'), (1, 1, 'new', '{}', '', now() - interval '89 days');
    INSERT INTO dataplan.session (id, login, token, ends_at) VALUES
      ('over', 'ada', '', now() - interval '1 minute'), ('open', 'ada', '', now() + interval '1 minute');
    INSERT INTO dataplan.reply (node, repository, pull, source, head, said_at) VALUES
      ('old', 1, 1, 'comment:1', 'h', now() - interval '91 days'), ('new', 1, 1, 'comment:2', 'h', now() - interval '89 days')`);
  await app.round("kept-long-enough", new Date());
  expect(await database.query("SELECT head FROM dataplan.report")).toEqual([{ head: "new" }]);
  expect(await database.query("SELECT node FROM dataplan.reply")).toEqual([{ node: "new" }]);
  expect(await database.query("SELECT id FROM dataplan.session")).toEqual([{ id: "open" }]);
});
