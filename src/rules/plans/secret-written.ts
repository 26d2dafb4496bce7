import type { Place } from "../../model/place.ts";
import { defineRule } from "../../model/rule.ts";
import type { Subject } from "../../model/subject.ts";
import { saidIn } from "./tell/said-in.ts";
import { secretIn } from "./tell/secret-in.ts";

export default defineRule({
  id: "secret-written",
  level: "review",
  on: ["statement.added", "model.added", "plan.added", "plan.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["hardcoded-credentials", "secret-in-repository", "password-in-sql"],
  requirements: [
    {
      row: 185,
      parts: "X",
      waits: { X: "pipeline code and DAG files have no reader yet; hosts and database names are no secrets" },
    },
  ],
  docs: {
    title: "A password, a key or a token stands in the repository",
    sees: "A statement of a migration, a dbt model or a plan that this pull request brings holds an address with a password in it, a PASSWORD in quotes, a private key, or a token that is known by its shape (AWS, GitHub, Slack, Google). Values that are filled in elsewhere (`${…}`, `{{ … }}`, `:name`, `<…>`) and the words of examples are no finding. The message does not repeat the value.",
    why: "Who may read the repository may read it for ever: taking the line out leaves it in the history.",
    instead: "Take it from the environment or a vault, and change it where it is valid: it has been seen.",
  },
  messages: {
    written: "Unexpected {what} in {where}, expected it from the environment or a vault, and changed where it is valid",
  },
  *check(change, context) {
    if (change.kind === "statement.added") {
      const { sql, place, migration } = change.after;
      // The password of a role is told as such.
      if (/\b(?:role|user|group)\b[^]*\bpassword\b/i.test(sql)) return;
      yield* tell(sql, place, ["migration", migration], "a migration");
    } else if (change.kind === "model.added") {
      const { path, subject } = change.after;
      for (let n = 1; n <= LONGEST; n++) {
        const text = context.line(path, n);
        if (text === undefined) return;
        yield* tell(text, { path, line: n }, subject, "a model");
      }
    } else {
      const { id, place, hash } = change.after;
      if (Object.values(context.base.facts.plan).some((plan) => plan.hash === hash)) return;
      const stood = context.base.facts.plan[id];
      const before = new Set(stood === undefined ? [] : saidIn(stood).map(({ text }) => secretIn(text)));
      for (let n = 1; n <= LONGEST; n++) {
        const text = context.line(place.path, n);
        if (text === undefined) return;
        const here = { path: place.path, line: n };
        if (!before.has(secretIn(text))) yield* tell(text, here, ["plan", id], "a plan");
      }
    }
  },
});

const LONGEST = 5_000;

function tell(text: string, at: Place, subject: Subject, where: string) {
  const what = secretIn(text);
  return what === undefined ? [] : [{ message: "written" as const, at, subject, after: what, data: { what, where } }];
}
