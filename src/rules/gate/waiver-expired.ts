import { gapFingerprint } from "../../model/gap-fingerprint.ts";
import { defineRule } from "../../model/rule.ts";
import { waives } from "../../model/waives.ts";
import { named, touchesGate } from "./ask/waivers-on-head.ts";

export default defineRule({
  id: "waiver-expired",
  level: "notice",
  on: [],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["waiver-ended"],
  docs: {
    title: "A waiver has ended",
    sees: "A waiver of `.github/dataplan.yml` or of an approved plan on the base branch, or one given by `/dataplan waive` in this pull request, whose last day is over. It is for review where it would have let a finding of this pull request pass, and a notice in other pull requests that touch the gate, a migration or a plan.",
    why: "It was granted for a time, and the time is over: what it let pass is asked for again. Left in the file, it says that something is allowed which is not.",
    instead: "Ask its owner to grant it anew, with a new day, in a pull request of its own; or remove it.",
  },
  messages: {
    missed:
      "Unexpected end of the waiver of `{waiver}` on {until}, expected `{owner}` to grant it anew: it would have let a finding of this pull request pass",
    left: "Unexpected waiver of `{waiver}` that ended on {until}, expected `{owner}` to grant it anew or to remove it",
  },
  *check() {},
  *afterwards(found, context) {
    const { config, today } = context;
    for (const waiver of config.waivers) {
      if (waiver.until >= today) continue;
      const { until, owner, place } = waiver;
      const report = {
        at: place,
        side: "base",
        subject: ["waiver", named(waiver)],
        after: until,
        data: { waiver: named(waiver), until, owner },
      } as const;
      const renewed = config.waivers.some((other) => other.until >= today && named(other) === named(waiver));
      if (!renewed && found.some((finding) => waives(waiver, finding)))
        yield { ...report, message: "missed", level: "review" };
      else if (touchesGate(context)) yield { ...report, message: "left" };
    }
    for (const { fingerprint, subject, rule, until, owner } of context.grants.waivers) {
      if (until >= today) continue;
      const finding = found.find((one) => one.fingerprint === fingerprint);
      const gap = context.head.gaps.find((one) => gapFingerprint(one, context.head) === fingerprint);
      const at = finding?.place ?? gap?.place;
      if (at === undefined) continue;
      const side = finding?.place.side ?? "head";
      const data = { waiver: `${rule} ${subject}`, until, owner };
      yield { message: "missed", level: "review", at, side, subject: ["waiver", fingerprint], after: until, data };
    }
  },
});
