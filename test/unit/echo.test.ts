import { expect, test } from "vitest";
import { echoes, trigramSimilarity } from "../../src/checklists/template/echo.ts";
import problem from "../../src/checklists/items/data-plan/problem-stated.ts";

const said = (text: string, open?: true) => ({
  text,
  place: { path: "plans/a.md", line: 1 },
  ...(open === undefined ? {} : { open }),
});
const found = (text: string) => echoes([said(text)], [problem.item]).length;

test("texts are alike by their trigrams", () => {
  expect(trigramSimilarity("what is wrong", "what is wrong")).toBe(1);
  expect(trigramSimilarity("abc", "xyz")).toBe(0);
  expect(trigramSimilarity("what is wrong today and for whom", "what is wrong now and for whom")).toBeGreaterThan(0.7);
});

test("a template's words are a slot in whatever dress, and an answer is none", () => {
  expect(found("Problem: What is wrong today, for whom, and which metric or decision it is about")).toBe(1);
  expect(found("WHAT IS WRONG TODAY – for whom – and which metric, or decision, it is about!")).toBe(1);
  expect(found("What is wrong today, for whom and which metric or decision this is about")).toBe(1);
  expect(found("What is wrong today: margin is known three weeks late, for the pricing team in Graz")).toBe(0);
  expect(found("Problem")).toBe(0);
  expect(
    echoes([said("what is wrong today, for whom, and which metric or decision it is about", true)], [problem.item]),
  ).toEqual([]);
});
