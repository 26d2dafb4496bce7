import type { Place } from "../../model/place.ts";
import type { Context } from "../../model/rule.ts";
import { defineRule } from "../../model/rule.ts";
import type { Subject } from "../../model/subject.ts";
import { saidIn } from "./tell/said-in.ts";
import { secretsIn } from "./tell/secrets-in.ts";

const ROLE = /\b(?:create|alter)\s+(?:role|user|group)\s+(?!mapping\b)[^;]*\bpassword\b/i;
/** Lines of one file that are looked at. */
const LONGEST = 5_000;

export default defineRule({
  id: "secret-written",
  level: "review",
  on: ["statement.added", "model.added", "plan.added", "plan.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["hardcoded-credentials", "secret-in-repository", "secret-in-migration", "password-in-sql"],
  requirements: [
    { row: 79, parts: "X" },
    {
      row: 185,
      parts: "X",
      waits: { X: "pipeline code and DAG files have no reader yet; hosts and database names are no secrets" },
    },
  ],
  docs: {
    title: "A password, a key or a token stands in the repository",
    sees: "A statement of a migration, a dbt model or a plan that this pull request brings, and that holds a private key, a key or token of a cloud (AWS, GitHub, Slack, Stripe, Google), an address with a password in it, or the password of a connection, a user mapping or a user. What is filled in elsewhere (`${…}`, `{{ … }}`, `:name`, `<…>`) and the words of examples are none. The password of a PostgreSQL role is told by `role-changed`. The message does not repeat the value.",
    why: "Everybody who reads the repository reads it, today and for as long as its history is kept. To take the line away again is not enough: what was written has to be revoked.",
    instead: `-- filled in by whoever runs it
CREATE USER MAPPING FOR app SERVER warehouse OPTIONS (user 'app', password '\${WAREHOUSE_PASSWORD}');`,
  },
  messages: {
    written:
      "Unexpected {what} in {where}, expected it from the environment or a vault, and the one that stands here to be revoked",
  },
  *check(change, context) {
    if (change.kind === "statement.added") {
      const { sql, place, direction, index, migration: of } = change.after;
      const migration = context.head.facts.migration[of];
      // The password of a role is told as such.
      if (migration === undefined || ROLE.test(sql)) return;
      yield* tell(
        sql,
        place,
        ["migration", migration.root, migration.version],
        "a migration",
        `${direction} ${index}: `,
      );
    } else if (change.kind === "model.added") {
      const { path, subject } = change.after;
      for (const [at, text] of linesOf(path, context)) yield* tell(text, at, subject, "a model");
    } else {
      const { id, place, hash } = change.after;
      if (Object.values(context.base.facts.plan).some((plan) => plan.hash === hash)) return;
      const stood = context.base.facts.plan[id];
      const before = new Set(stood === undefined ? [] : saidIn(stood).flatMap(({ text }) => given(text)));
      for (const [at, text] of linesOf(place.path, context))
        if (!given(text).some((one) => before.has(one))) yield* tell(text, at, ["plan", id], "a plan");
    }
  },
});

/** The words that give something away, with their neighbours cut off. */
const given = (text: string): readonly string[] =>
  secretsIn(text).map(({ index }) => /^[^\s`"'|]*/.exec(text.slice(index))?.[0] ?? "");

function* linesOf(path: string, context: Context): Iterable<readonly [Place, string]> {
  for (let line = 1; line <= LONGEST; line++) {
    const text = context.line(path, line);
    if (text === undefined) return;
    yield [{ path, line }, text];
  }
}

function tell(text: string, place: Place, subject: Subject, where: string, within = "") {
  return secretsIn(text).map(({ what, index }, nth) => {
    const line = place.line + (text.slice(0, index).match(/\n/g) ?? []).length;
    const after = `${within}${what} ${nth + 1}`;
    return { message: "written" as const, at: { ...place, line }, subject, after, data: { what, where } };
  });
}
