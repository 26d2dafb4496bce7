import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fingerprint } from "../../src/model/fingerprint.ts";
import type { Subject } from "../../src/model/subject.ts";

interface Vector {
  readonly rule: string;
  readonly subjectPath: Subject;
  readonly before: string | null;
  readonly after: string | null;
  readonly fingerprint: string;
}
const { vectors } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../schemas/fingerprint-vectors.json"), "utf8"),
) as { vectors: Vector[] };

test.each(vectors)("$rule $subjectPath is $fingerprint", (vector) => {
  expect(fingerprint(vector.rule, vector.subjectPath, vector.before ?? undefined, vector.after ?? undefined)).toBe(
    vector.fingerprint,
  );
});

test("a dot inside a name is not a path", () => {
  expect(fingerprint("column-dropped", ["table", "public", "a.b", "c"])).not.toBe(
    fingerprint("column-dropped", ["table", "public", "a", "b", "c"]),
  );
});
