import { createHash } from "node:crypto";
import nock from "nock";
import { afterEach, expect, test } from "vitest";
import { readBlobs } from "../../src/github/blobs.ts";
import { api, lonely } from "./github-client.ts";

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const hashOf = (bytes: Uint8Array | string): string => {
  const whole = Buffer.from(bytes);
  return createHash("sha1").update(`blob ${whole.length}\0`).update(whole).digest("hex");
};

const asksTogether = (answer: Record<string, { text: string | null }>, status = 200) =>
  nock(api)
    .post("/graphql")
    .reply(status, { data: { repository: answer } });

const asksAlone = (bytes: Uint8Array | string) =>
  nock(api)
    .get(`/repos/o/r/git/blobs/${hashOf(bytes)}`)
    .reply(200, { encoding: "base64", content: Buffer.from(bytes).toString("base64") });

const wanted = (...all: readonly (Uint8Array | string)[]) => all.map((bytes) => ({ hash: hashOf(bytes) }));
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

test("many texts are one question", async () => {
  asksTogether({ b0: { text: "one\r\n" }, b1: { text: "\u{feff}zwei ä" }, b2: { text: "" } });
  const found = await readBlobs(lonely(), wanted("one\r\n", "\u{feff}zwei ä", ""));
  expect([...found.values()].map((bytes) => Buffer.from(bytes).toString())).toEqual(["one\r\n", "\u{feff}zwei ä", ""]);
});

test("what is not letter for letter the file is asked for by itself: cut, binary, recoded, or another's", async () => {
  const latin = Buffer.from("ä", "latin1");
  const files = ["a long text that was cut", Buffer.from([0, 1, 2]), latin, "mine"] as const;
  asksTogether({ b0: { text: "a long" }, b1: { text: null }, b2: { text: "ä" }, b3: { text: "yours" } });
  for (const each of files) asksAlone(each);
  const found = await readBlobs(lonely(), wanted(...files));
  expect(files.map((each) => Buffer.from(found.get(hashOf(each)) ?? "nothing"))).toEqual(
    files.map((each) => Buffer.from(each)),
  );
});

test.each([404, 502])("a server that does not answer such questions (%i) is asked for each", async (status) => {
  asksTogether({}, status);
  asksAlone("one");
  asksAlone("two");
  expect([...(await readBlobs(lonely(), wanted("one", "two"))).values()].map(text).sort()).toEqual(["one", "two"]);
});

test("a limit is no absence", async () => {
  asksTogether({}, 403);
  await expect(readBlobs(lonely(), wanted("one", "two"))).rejects.toMatchObject({ status: 403 });
});

test("a question holds a hundred texts and a megabyte at most; what is long comes by itself", async () => {
  const sizes: number[] = [];
  const files = Array.from({ length: 250 }, (_, at) => `file ${at}`);
  nock(api)
    .post("/graphql")
    .times(4)
    .reply(200, async (request: Request) => {
      const hashes = [...(await request.text()).matchAll(/oid:\W*"(\w+)/g)].map(([, hash]) => hash);
      sizes.push(hashes.length);
      const texts = hashes.map((hash, at) => [`b${at}`, { text: files.find((file) => hashOf(file) === hash) }]);
      return { data: { repository: Object.fromEntries(texts) } };
    });
  asksAlone("long");
  const plain = files.map((file, at) => ({ hash: hashOf(file), size: at < 8 ? 200 * 1024 : 10 }));
  const found = await readBlobs(lonely(), [...plain, { hash: hashOf("long"), size: 300 * 1024 }]);
  expect(found.size).toBe(251);
  expect(sizes.sort((a, b) => a - b)).toEqual([5, 45, 100, 100]);
});
