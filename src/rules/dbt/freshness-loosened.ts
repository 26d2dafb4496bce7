import type { NodeSettings, Source } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import { unreadOn } from "./words/unread-on.ts";

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/** How old its rows may be, in minutes; undefined where nothing or only a run says it. */
function limit(settings: NodeSettings | undefined, after: "error_after" | "warn_after"): number | undefined {
  const [count] = settings?.[`freshness.${after}.count`] ?? [];
  const [period = ""] = settings?.[`freshness.${after}.period`] ?? [];
  const [number, unit] = [Number(count), MINUTES[period.toLowerCase()]];
  return count === undefined || Number.isNaN(number) || unit === undefined ? undefined : number * unit;
}

const spelt = (minutes: number | undefined): string => {
  if (minutes === undefined) return "no limit";
  const [unit = "minute", size = 1] =
    Object.entries(MINUTES).findLast(([, one]) => minutes >= one && minutes % one === 0) ?? [];
  return `${minutes / size} ${unit}${minutes === size ? "" : "s"}`;
};

/** A limit that a run computes is not known to be looser. */
const isComputed = ({ settings = {} }: Source): boolean =>
  Object.entries(settings).some(([key, said]) => key.startsWith("freshness") && said.length === 0);

function loosened({ before, after }: { readonly before: Source; readonly after: Source }) {
  if (isComputed(after)) return undefined;
  for (const which of ["error_after", "warn_after"] as const) {
    const [was, now] = [limit(before.settings, which), limit(after.settings, which)];
    if (was !== undefined && (now === undefined || now > was)) return { which, was: spelt(was), now: spelt(now) };
  }
  return undefined;
}

export default defineRule({
  id: "freshness-loosened",
  level: "review",
  on: ["source.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["source-freshness-removed", "freshness-removed"],
  docs: {
    title: "The rows of a dbt source may be older than before",
    sees: "The `error_after` or `warn_after` of a source's freshness is longer on head, or is gone. Told once a source, for the first of its tables.",
    why: "A load that stopped is noticed later or never, and the reports behind it show old figures as today's.",
    instead: "Keep the limit, or say in the pull request how old the rows may be now and who agreed to it.",
  },
  messages: {
    loosened:
      "Unexpected {now} as `{which}` of source `{source}`, expected {was} or word to its readers on how old the rows may be",
  },
  *check(change, context) {
    const { after } = change;
    const found = loosened(change);
    if (found === undefined || unreadOn(context.head, [after.place.path])) return;
    const first = context.changes.find(
      (one) =>
        one.kind === "source.altered" &&
        one.after.subject[1] === after.subject[1] &&
        one.after.subject[2] === after.subject[2] &&
        loosened(one) !== undefined,
    );
    if (first?.kind === "source.altered" && first.after.id !== after.id) return;
    yield {
      message: "loosened",
      at: after.place,
      subject: after.subject,
      before: found.was,
      after: found.now,
      data: { source: after.subject.slice(2).join("."), ...found },
    };
  },
});
