import { defineItem } from "../../item.ts";
import { firstNumber } from "../../look/figures.ts";
import { modelsOf, speaksOf } from "../../look/project.ts";
import { fieldsLike } from "../../look/answer.ts";
import { uniqueKeys } from "../../look/unique-keys.ts";

const BOUNDS = /([\d.,]+\s?[kM]?)\s*(?:to|–|-|and)\s*([\d.,]+\s?[kM]?)/;

export default defineItem({
  id: "dataset-described",
  asked: { "data-quality-checklist": "dataset" },
  requirements: [{ row: 203, parts: "Q", waits: { X: "nobody tells us how many rows the table has" } }],
  level: "review",
  title: "Dataset",
  demand: "its grain by the key that is tested, and the expected volume as a number within its bounds",
  why: "Bounds that are not written down are made up on the night on which they are broken.",
  template:
    "Grain: one row for each <what> (`<key>`)\nExpected volume: <rows per day> (<lower bound> to <upper bound>)",
  messages: {
    volume: "Unexpected dataset without an expected volume, expected rows per run or day, with bounds",
    vague: "Unexpected volume `{said}`, expected a number of rows",
    outside: "Unexpected volume of {volume} outside its own bounds ({low} to {high}), expected it between them",
    grain: "Unexpected grain `{said}` of `{model}`, whose test of uniqueness is on `{key}`, expected the same key",
  },
  *check(stage, context) {
    const [volume] = fieldsLike(stage, /\bvolume\b|\brow.?count\b|\brows\b/);
    const open = stage.fields.some((field) => field.open === true && /volume|rows/i.test(field.label));
    if (volume === undefined) {
      if (!open && !stage.said.some(({ text }) => /\d[\d.,]*\s?[kM]?\s*(?:rows|records|lines)\b/i.test(text)))
        yield { part: "Q", message: "volume" };
    } else {
      const expected = firstNumber(volume.text);
      const [, low = "", high = ""] = BOUNDS.exec(volume.text.replace(/^\D*[\d.,]+/, "")) ?? [];
      const [least, most] = [firstNumber(low), firstNumber(high)];
      if (!/\d/.test(volume.text)) yield { part: "Q", message: "vague", at: volume.place, data: { said: volume.text } };
      else if (
        expected !== undefined &&
        least !== undefined &&
        most !== undefined &&
        (expected < least || expected > most)
      )
        yield {
          part: "Q",
          message: "outside",
          at: volume.place,
          data: { volume: String(expected), low: low.trim(), high: high.trim() },
        };
    }
    const [grain] = fieldsLike(stage, /\bgrain\b/);
    const said = stage.said.map(({ text }) => text).join("\n");
    const named = modelsOf(context).filter(({ name }) => speaksOf(said, name));
    const [model] = named;
    if (grain === undefined || model === undefined || named.length > 1) return;
    const keys = uniqueKeys(model.id, context);
    const mentioned = model.columns
      .filter(({ name }) => speaksOf(grain.text, name))
      .map(({ name }) => name.toLowerCase());
    if (
      keys.length === 0 ||
      mentioned.length === 0 ||
      keys.some((key) => key.some((column) => mentioned.includes(column)))
    )
      return;
    const key = keys.map((columns) => columns.join(", ")).join(" or ");
    yield { part: "Q", message: "grain", at: grain.place, data: { said: grain.text, model: model.name, key } };
  },
});
