import type { Answer } from "../model/answers.ts";
import type { ChangeOf } from "../model/change.ts";
import type { Level } from "../model/level.ts";
import type { Place } from "../model/place.ts";
import type { Plan } from "../model/plan.ts";
import type { Context, Report, Rule } from "../model/rule.ts";
import { stageOf, wholeOf, type Stage } from "./look/stage.ts";
import { isDemanded } from "./look/demanded.ts";
import { isUnfilled } from "./template/unfilled.ts";

/** What an item finds wanting: a message of its own, the place, values for its slots. */
export interface Shortfall<M extends string = string> {
  readonly message: M | "missing";
  /** How it was decided: the part of the requirement that is not met. */
  readonly part: "S" | "Q" | "X";
  /** The stage's heading where not said. */
  readonly at?: Place;
  readonly data?: Readonly<Record<string, string>>;
  /** Tells two shortfalls of one message apart (a dataset, a row's label). */
  readonly of?: string;
  /** Where this case weighs more or less than the item by itself. */
  readonly level?: Exclude<Rule["level"], "off">;
}

/** One thing that a plan of these kinds has to say in one of its stages. It is a rule about the plan, with an id of its own. */
export interface Item<M extends string = string> {
  readonly id: string;
  /** Kind of plan → the stage in which it is asked for. */
  readonly asked: Readonly<Record<string, string>>;
  /** Only where the plan follows one of these profiles. */
  readonly profiles?: readonly string[];
  /** It may be said in any part of the plan: `check` sees all of it, placed at the stage where that is there. */
  readonly anywhere?: true;
  readonly requirements: readonly Answer[];
  readonly level: Exclude<Rule["level"], "off">;
  readonly title: string;
  /** What must stand there, in words that follow "expected". */
  readonly demand: string;
  readonly why: string;
  /** The lines of a template that ask for it, with slots. */
  readonly template: string;
  /** "Unexpected *X*, expected *Y*", slots in braces, no trailing dot. `missing` is said for every item alike. */
  readonly messages: Readonly<Record<M, string>>;
  check(stage: Stage, context: ItemContext): Iterable<Shortfall<NoInfer<M>>>;
}

export interface ItemContext extends Context {
  readonly plan: Plan;
  /** Another stage of the same plan. */
  stage(name: string): Stage | undefined;
  /** All that the plan says. */
  readonly whole: Stage;
}

/** An item as the rule that judges it. */
export interface ItemRule extends Rule<"plan.added" | "plan.altered"> {
  readonly item: Item;
}

/** All that the plan says, as if it stood in the stage; undefined where the stage is owed and has nothing. */
function anywhere(plan: Plan, name: string): Stage | undefined {
  const stage = stageOf(plan, name);
  if (stage === undefined) return isDemanded(plan, name) ? undefined : wholeOf(plan);
  const { title, heading, place, answered } = stage;
  return { ...wholeOf(plan), name, title, heading, place, answered };
}

type Level_ = Exclude<Rule["level"], "off">;

/** A draft is only told of; where the status is not known, nothing blocks. */
const capped = (level: Level_, status: Plan["status"]): Level | undefined => {
  if (status === "draft") return "notice";
  if (status === "unknown") return level === "notice" ? "notice" : "review";
  return level === "block beside breaking" ? undefined : level;
};

/** A title inside a sentence; "ETL or ELT" stays as it is. */
const inSentence = (title: string): string => title.replace(/^\p{Lu}(?!\p{Lu})/u, (first) => first.toLowerCase());

export function defineItem<const M extends string>(item: Item<M>): ItemRule {
  const wide: Item = item;
  return {
    id: item.id,
    level: item.level,
    on: ["plan.added", "plan.altered"],
    action: "other",
    verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
    owes: ["repair"],
    aliases: item.requirements.map(({ row }) => `requirement-${row}`),
    docs: {
      title: item.title,
      sees: `A plan (${Object.keys(item.asked).join(", ")}) that does not say it: ${item.demand}.`,
      why: item.why,
      instead: item.template,
    },
    messages: { missing: "Unexpected {stage} without {title}, expected {demand}", ...item.messages },
    item: wide,
    *check({ after: plan }: ChangeOf<"plan.added" | "plan.altered">, context: Context): Iterable<Report> {
      const name = item.asked[plan.planKind];
      if (name === undefined) return;
      if (item.profiles !== undefined && !item.profiles.some((one) => plan.profiles.includes(one))) return;
      const stage = wide.anywhere === true ? anywhere(plan, name) : stageOf(plan, name);
      // A stage that is missing or empty is told once, as a section; one of slots alone, slot by slot.
      if (stage === undefined || !stage.answered || isUnfilled(stage, item.template)) return;
      for (const one of wide.check(stage, {
        ...context,
        plan,
        stage: (other) => stageOf(plan, other),
        whole: wholeOf(plan),
      })) {
        const level = capped(one.level ?? item.level, plan.status);
        yield {
          message: one.message,
          at: one.at ?? stage.place,
          subject: ["plan", plan.id],
          after: [one.part, one.message, one.of ?? ""].join(": "),
          data: { stage: stage.title, title: inSentence(item.title), demand: item.demand, ...one.data },
          ...(level === undefined ? {} : { level }),
        };
      }
    },
  };
}
