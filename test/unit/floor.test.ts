import { describe, expect, test } from "vitest";
import { loadFloor } from "../../src/config/floor.ts";
import { loadConfig } from "../../src/config/load.ts";

const names = new Map([
  ["column-dropped", "column-dropped"],
  ["drop-column", "column-dropped"],
  ["table-dropped", "table-dropped"],
]);
const floorOf = (text: string) => loadFloor({ path: "acme/.github:dataplan.yml", text }, names);
const under = (floor: string, own?: string) =>
  loadConfig(own === undefined ? undefined : { path: ".github/dataplan.yml", text: own }, names, floorOf(floor));

describe("what a floor does not enforce", () => {
  test("holds where a repository says nothing", () => {
    const floor = "mode: audit\ndefault_schema: app\nrules: { drop-column: review, table-dropped: notice }\n";
    expect(under(floor).config).toMatchObject({ mode: "audit", defaultSchema: "app" });
    const { config, said } = under(floor, "mode: enforce\nrules: { table-dropped: 'off' }\n");
    expect(config.mode).toBe("enforce");
    expect(config.defaultSchema).toBe("app");
    expect(config.rules).toEqual({ "column-dropped": [{ level: "review" }], "table-dropped": [{ level: "off" }] });
    expect(said).toBeUndefined();
  });
});

describe("what it enforces", () => {
  test.each([
    ["mode: enforce\nenforced: [mode]\n", "mode: audit\n", { mode: "enforce" }],
    ["enforced: [suppressions]\n", "suppressions: honour\n", { suppressions: "review-only" }],
    ["approvals: verified\nenforced: true\n", "approvals: stated\n", { approvals: "verified" }],
    ["waiver_max_days: 30\nenforced: true\n", "waiver_max_days: 365\n", { waiverMaxDays: 30 }],
    ["ignore: [vendor/**]\nenforced: [ignore]\n", "ignore: ['**']\n", { ignore: [] }],
    ["enforced: [opaque]\n", "opaque: [db/**]\n", { opaque: [] }],
    ["plans: [plans/*.md]\nenforced: [plans]\n", "plans: ['**/*.md']\n", { plans: ["plans/*.md"] }],
    [
      "enforced: [waivers]\n",
      "waivers: [{ fingerprint: 0123456789ab, reason: because I say so, owner: me, until: '2027-01-01' }]\n",
      { waivers: [] },
    ],
    [
      'commands: { waive: ["@acme/data"] }\nenforced: [waivers]\n',
      'commands: { waive: ["@ada"], own_waivers: true }\n',
      { commands: { waive: ["@acme/data"], ownWaivers: false, apps: [] } },
    ],
    [
      "grace: { tables: 14, models: 60, subjects: { public.users: 90 } }\nenforced: [grace]\n",
      "grace: { tables: 0, models: 90, subjects: { public.users: 1, public.orders: 2 } }\n",
      { grace: { tables: 14, models: 90, subjects: { "public.users": 90, "public.orders": 60 } } },
    ],
  ])("%s is not weakened by %s, and that is said", (floor, own, expected) => {
    const { config, errors, said } = under(floor, own);
    expect(errors).toEqual([]);
    expect(config).toMatchObject(expected);
    expect(said).toHaveLength(1);
    expect(said?.[0]).toContain("The organisation's floor holds");
  });

  test.each([
    ["mode: audit\nenforced: true\n", "mode: enforce\n", { mode: "enforce" }],
    ["suppressions: review-only\nenforced: true\n", "suppressions: ignore\n", { suppressions: "ignore" }],
    ["approvals: stated\nenforced: true\n", "approvals: verified\n", { approvals: "verified" }],
    ["waiver_max_days: 30\nenforced: true\n", "waiver_max_days: 7\n", { waiverMaxDays: 7 }],
    ["ignore: [a/**, b/**]\nenforced: true\n", "ignore: [a/**]\n", { ignore: ["a/**"] }],
  ])("%s may be made stricter by %s, and nothing is said", (floor, own, expected) => {
    const { config, said } = under(floor, own);
    expect(config).toMatchObject(expected);
    expect(said).toBeUndefined();
  });

  test("levels of rules are told where a repository sets a lower one", () => {
    const floor = "rules: { column-dropped: block }\nenforced: [rules]\n";
    expect(under(floor, "rules: { drop-column: notice }\n").said?.[0]).toContain("`column-dropped`");
    expect(under(floor, "rules: { table-dropped: notice }\n").said).toBeUndefined();
    expect(under(floor, "rules: { column-dropped: block }\n").said).toBeUndefined();
  });
});

describe("a floor that cannot be read", () => {
  test.each([
    ["mode: loose\n", "Unexpected value of `mode`"],
    ["_extends: other\n", "Unexpected key `_extends`"],
    ["waivers: []\n", "Unexpected key `waivers`"],
    ["enforced: [everything]\n", "Unexpected value"],
    ["rules: { colum-dropped: block }\n", "did you mean that?"],
    ["a: [\n", ""],
    ["no plain file", "Unexpected value of the file"],
  ])("%s lets nothing be weaker than the defaults, and says where it is broken", (text, message) => {
    const { config, said = [] } = under(text, "mode: audit\nignore: ['**']\nrules: { column-dropped: 'off' }\n");
    expect(config).toMatchObject({ mode: "enforce", ignore: [], floor: { own: true } });
    expect(said[0]).toContain("The organisation's floor is broken");
    expect(said[0]).toContain("acme/.github:dataplan.yml:");
    expect(said[0]).toContain(message);
  });
});

test("a repository's broken file leaves what the floor says, and is told as ever", () => {
  const { config, errors } = under("default_schema: app\nrules: { column-dropped: notice }\n", "mode: loose\n");
  expect(config).toMatchObject({ defaultSchema: "app", rules: { "column-dropped": [{ level: "notice" }] } });
  expect(errors).toHaveLength(1);
});
