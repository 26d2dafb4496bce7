import { expect, test } from "vitest";
import { gate, simple } from "../answers.ts";
import { open, scene, type Scene } from "../app.ts";
import { endsRight } from "./ends-right.ts";

// Row 9: the store is full, read-only or slow. GitHub is told 503, nothing is kept by halves, and what was refused comes
// again by itself: GitHub lists it as failed, and the next round asks for it.

const FULL = `
  CREATE FUNCTION dataplan.full() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
  CREATE TRIGGER full_disk BEFORE INSERT ON dataplan.job EXECUTE FUNCTION dataplan.full();`;

/** Each breaks the store and answers with how it is mended. */
const troubles: Readonly<Record<string, (here: Scene) => Promise<() => Promise<unknown>>>> = {
  full: async ({ database }) => {
    await database.script(FULL);
    return () => database.script("DROP FUNCTION dataplan.full() CASCADE");
  },
  "read-only": async ({ database }) => {
    await database.script("SET default_transaction_read_only = on");
    return () => database.script("SET default_transaction_read_only = off");
  },
  slow: async ({ database }) => {
    const hold = gate();
    const held = database.transaction(() => hold.opened);
    return () => {
      hold.open();
      return held;
    };
  },
};

test.each(Object.keys(troubles))("a store that is %s", async (how) => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await endsRight(here, number);
  const rows = (): Promise<readonly unknown[]> =>
    here.database.query("SELECT id FROM dataplan.delivery UNION ALL SELECT id::text FROM dataplan.job");
  const before = (await rows()).length;
  const mend = await troubles[how]?.(here);
  await here.shop.push("topic", { "x.txt": "x" });
  await here.standin.idle();
  const told = here.standin.deliveries.filter(
    ({ event, action }) => event === "pull_request" && action === "synchronize",
  );
  expect(told.map(({ statusCode }) => statusCode)).toEqual([503]);
  await mend?.();
  if (how !== "slow") expect(await rows()).toHaveLength(before);
  await here.app.round("missed-deliveries", new Date(Date.now() + 5 * 60_000));
  await endsRight(here, number);
});
