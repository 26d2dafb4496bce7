import { expect, test } from "vitest";
import { quoteName, quotePath, quoteText } from "../../src/sql/quote.ts";

test.each([
  ["users", "users"],
  ["user", '"user"'],
  ["Order", '"Order"'],
  ["integer", '"integer"'],
  ["a$b", '"a$b"'],
  ['x"; drop', '"x""; drop"'],
  ["", '""'],
])("the name %j is written %s", (name, written) => {
  expect(quoteName(name)).toBe(written);
});

test("a path and a text", () => {
  expect(quotePath(["public", "Order"])).toBe('public."Order"');
  expect(quoteText("it's")).toBe("'it''s'");
  expect(quoteText("a\\b'")).toBe("E'a\\\\b'''");
});
