import { expect, test } from "vitest";
import { codeOwners } from "../../src/code-owners.ts";

const FILE = `# who looks at what
*                 @shop/everyone
*.sql             @ana        # the last line that fits wins
/docs/            ghost@shop.example
docs/*            @writer
migrations/       @shop/data @bob
/build/logs/      @doctor
apps/my\\ app/     @space
/migrations/open
[x].sql           @nobody
pages/[id]/**     @pages
`;

test.each([
  ["README.md", ["@shop/everyone"]],
  ["a/b/c.sql", ["@ana"]],
  ["docs/a.md", ["@writer"]],
  ["docs/deep/a.md", ["ghost@shop.example"]],
  ["migrations/0001.sql", ["@shop/data", "@bob"]],
  ["services/a/migrations/0001.sql", ["@shop/data", "@bob"]],
  ["x/build/logs/a", ["@shop/everyone"]],
  ["apps/my app/a.py", ["@space"]],
  ["migrations/open/1.sql", []],
  ["x.sql", ["@ana"]],
  ["[x].sql", ["@nobody"]],
  ["pages/[id]/a.ts", ["@pages"]],
  ["pages/i/a.ts", ["@shop/everyone"]],
])("%s is owned by %s", (path, owners) => {
  expect(codeOwners(FILE, path)).toEqual(owners);
});
