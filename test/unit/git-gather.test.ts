import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { gather } from "../../src/gather.ts";
import type { Reader } from "../../src/model/reader.ts";
import type { Repository, TreeEntry } from "../../src/ports.ts";
import { read } from "../../src/readers/read.ts";

/** A reader that wants every SQL file. */
const sql: Reader = {
  id: "migrations",
  version: 1,
  select: (paths) => paths.filter((path) => path.endsWith(".sql")),
  parse: (text) => text,
  link: () => [],
};
type Files = Readonly<Record<string, string | Uint8Array | { readonly mode: string }>>;

/** Commits as data; it remembers what it was asked for. */
function repository(commits: Readonly<Record<string, Files>>, sizes = true) {
  const contents = new Map<string, Uint8Array>();
  const requests: string[][] = [];
  const entry = (path: string, file: Files[string]): TreeEntry => {
    if (typeof file === "object" && "mode" in file) return { path, mode: file.mode, hash: `mode-${path}` };
    const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
    const hash = createHash("sha1").update(bytes).digest("hex");
    contents.set(hash, bytes);
    return { path, hash, mode: "100644", ...(sizes ? { size: bytes.length } : {}) };
  };
  const port: Repository = {
    tree: (commit) => Promise.resolve(Object.entries(commits[commit] ?? {}).map(([path, file]) => entry(path, file))),
    blobs(hashes) {
      requests.push([...hashes]);
      return Promise.resolve(
        new Map(
          hashes.flatMap((hash) =>
            contents.has(hash) ? [[hash, contents.get(hash) ?? new Uint8Array()] as const] : [],
          ),
        ),
      );
    },
  };
  return { port, requests };
}
const big = (letter: string): string => letter.repeat(200);
const options = { readers: [sql] };
const gapsOf = async (files: Files, limits = {}): Promise<Record<string, string>> => {
  const { head } = await gather(repository({ base: {}, head: files }).port, "base", "head", { ...options, limits });
  return Object.fromEntries(head.unread.map(({ key, place }) => [place.path, key]));
};

describe("gather", () => {
  test("has every blob once, for both sides together", async () => {
    const { port, requests } = repository({
      base: { "a.sql": "1", "b.sql": "2" },
      head: { "a.sql": "1", "c.sql": "2", "d.txt": "3" },
    });
    const { base, head } = await gather(port, "base", "head", options);
    expect(requests.flat()).toHaveLength(2);
    expect(Object.keys(base.files)).toEqual(["a.sql", "b.sql"]);
    expect(head.files["c.sql"]?.text).toBe("2");
    expect(head.paths).toEqual(["a.sql", "c.sql", "d.txt"]);
  });

  test("names what it does not read", async () => {
    const files: Files = {
      "lfs.sql": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
      "nul.sql": "a\0b",
      "blank.sql": `select 1;${"\n \t".repeat(700)}x`,
      "latin.sql": new Uint8Array([0x61, 0xe9]),
      "link.sql": { mode: "120000" },
      "module.sql": { mode: "160000" },
      "large.sql": "x".repeat(3_000),
      "fine.sql": `\ufeffselect 1;${"\n".repeat(1_500)}`,
    };
    expect(await gapsOf(files, { file: 2_500 })).toEqual({
      "blank.sql": "file-not-text",
      "large.sql": "file-too-large",
      "latin.sql": "file-not-text",
      "lfs.sql": "file-in-lfs",
      "link.sql": "file-is-link",
      "nul.sql": "file-not-text",
    });
  });

  test("sees no path that leads out of the repository", async () => {
    const { port } = repository({
      base: {},
      head: { "../out.sql": "1", "/etc/x.sql": "2", "a//b.sql": "3", __proto__x: "4", "ok.sql": "5" },
    });
    const { head } = await gather(port, "base", "head", options);
    expect(head.paths).toEqual(["__proto__x", "ok.sql"]);
  });

  test.each([true, false])(
    "reads what the change touches first when there is too much (sizes known: %s)",
    async (sizes) => {
      const old = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`${i}.sql`, `${i}`.repeat(40)]));
      const { port } = repository({ base: old, head: { ...old, "z.sql": "z".repeat(40) } }, sizes);
      const { base, head } = await gather(port, "base", "head", { ...options, limits: { together: 100 } });
      expect(Object.keys(head.files)).toEqual(["0.sql", "z.sql"]);
      expect(base.unread.map(({ key }) => key)).toEqual(Array.from({ length: 4 }, () => "review-too-large"));
    },
  );

  test("tells an unread file that changed from one that stood there before", async () => {
    const { port } = repository({
      base: { "a.sql": big("a"), "b.sql": big("b") },
      head: { "a.sql": big("a"), "b.sql": big("c") },
    });
    const { base, head, config } = await gather(port, "base", "head", { ...options, limits: { file: 100 } });
    const [before, after] = [
      await read(base, [sql], config.config, new Map()),
      await read(head, [sql], config.config, new Map()),
    ];
    expect(before.files["a.sql"]).toBe(after.files["a.sql"]);
    expect(before.files["b.sql"]).not.toBe(after.files["b.sql"]);
    expect(head.unread.every(({ opaque }) => opaque === true)).toBe(true);
  });

  test("judges by the base's configuration and keeps the head's beside it", async () => {
    const { port } = repository({
      base: { ".github/dataplan.yml": "mode: audit\n" },
      head: { ".github/dataplan.yaml": "mode: enforced\n" },
    });
    const { config, headConfig } = await gather(port, "base", "head", options);
    expect(config).toMatchObject({ config: { mode: "audit" }, errors: [] });
    expect(headConfig.errors).toHaveLength(1);
    const named = await gather(port, "base", "head", {
      ...options,
      config: { path: "x.yml", text: "mode: enforce\n" },
    });
    expect(named.config.config.mode).toBe("enforce");
    const linked = repository({ base: { ".github/dataplan.yml": { mode: "120000" } }, head: {} });
    expect((await gather(linked.port, "base", "head", options)).config.errors[0]?.message).toContain("symbolic link");
  });
});
