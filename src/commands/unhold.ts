import { defineCommand, type PullNow, type Speaker } from "../model/command.ts";
import type { Hold } from "../model/grant.ts";
import { atLeast } from "../model/role.ts";
import { code, prose } from "../render/escape.ts";

export default defineCommand({
  usage: "",
  summary: "Lifts every hold here that you may lift",
  who: "write",
  details:
    "Your own holds, and those of people with your role or a lower one. The author of the pull request lifts only their own.",
  examples: ["/dataplan unhold"],
  async run(_, { pull: look, speaker }) {
    const pull = await look();
    const { holds } = pull.grants;
    if (holds.length === 0) return [{ kind: "refuse", markdown: "Nothing was done: nobody holds this pull request." }];
    const lifted = holds.filter((hold) => mayLift(hold, speaker, pull));
    const left = holds.filter((hold) => !lifted.includes(hold)).map(told);
    if (lifted.length === 0)
      return [
        {
          kind: "refuse",
          markdown: `Nothing was done: no hold here is yours to lift. It takes whoever placed it, or another person than the author with the same or a higher role: ${left.join("; ")}.`,
        },
      ];
    const still = left.length === 0 ? "" : ` Still held by ${left.join("; ")}.`;
    return [
      { kind: "unhold", ids: lifted.map(({ id }) => id) },
      { kind: "reply", markdown: `No longer held by ${lifted.map(told).join("; ")}.${still}` },
      { kind: "review" },
    ];
  },
});

const same = (one: string, other: string | undefined): boolean => one.toLowerCase() === other?.toLowerCase();

function mayLift({ owner, role }: Hold, speaker: Speaker, { author }: PullNow): boolean {
  if (same(owner, `@${speaker.login}`)) return true;
  return !same(speaker.login, author) && !speaker.isApp && atLeast(speaker.role, role);
}

const told = ({ owner, role, reason }: Hold): string => `${code(owner)} (${role}): ${prose(reason)}`;
