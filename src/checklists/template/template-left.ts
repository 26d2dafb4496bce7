import type { Level } from "../../model/level.ts";
import type { Plan } from "../../model/plan.ts";
import { defineRule } from "../../model/rule.ts";
import * as registry from "../../outline/kinds/index.ts";
import type { Outline } from "../../outline/outline.ts";
import type { Item } from "../item.ts";
import { stageOf } from "../look/stage.ts";
import { echoes } from "./echo.ts";
import { itemsOf } from "./kind-template.ts";

const LEVELS: Readonly<Record<Plan["status"], Level>> = { approved: "block", draft: "notice", unknown: "review" };
const SHOWN = 80;

/** The rule that takes the template's own words for what they are: a slot without its mark. */
export const templateLeft = (items: readonly Item[]) =>
  defineRule({
    id: "plan-template-left",
    level: "block",
    on: ["plan.added", "plan.altered"],
    action: "other",
    verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
    owes: ["repair"],
    aliases: ["template-echo"],
    docs: {
      title: "The template's own words stand where an answer is due",
      sees: "A line or a cell of a plan that says what the template says there (nine tenths of its trigrams), with the TODO in front of it taken away or not. Lines of fewer than five words are not looked at.",
      why: "A template that is copied and not filled in looks like a plan to whoever skims it, and answers nothing.",
      instead: "Write the answer that the words ask for, or N/A and why.",
    },
    messages: { echo: "Unexpected words of the template (`{said}`) in {part}, expected the answer that they ask for" },
    *check({ after: plan }) {
      const outline = Object.values<Outline>(registry).find(({ kind }) => kind === plan.planKind);
      for (const stage of outline === undefined ? [] : outline.stages) {
        const there = stageOf(plan, stage.name);
        const asked = outline === undefined ? [] : itemsOf(outline, stage, items, outline.profiles ?? []);
        if (there === undefined || !there.answered || asked.length === 0) continue;
        for (const { text, place } of echoes(there.said, asked))
          yield {
            message: "echo",
            at: place,
            subject: ["plan", plan.id],
            after: `S: ${stage.name}: ${text}`,
            data: { said: text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text, part: stage.title },
            level: LEVELS[plan.status],
          };
      }
    },
  });
