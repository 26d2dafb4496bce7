import { defineCommand } from "../model/command.ts";
import type { GrantedWaiver } from "../model/grant.ts";
import { code } from "../render/escape.ts";
import { parted } from "./ask/head-bound.ts";
import { namedWaivers } from "./ask/named-waivers.ts";

export default defineCommand({
  usage: "FINGERPRINT | RULE SUBJECT",
  summary: "Takes a waiver back that was given by a comment here",
  who: "write",
  words: [1, 2],
  person: true,
  details: "Anybody with the role may, its author too: what shuts the gate again needs no second person.",
  examples: ["/dataplan unwaive 3f2a9c0d41be"],
  async run({ words }, { pull: look, rules }) {
    const { grants } = await look();
    const found = namedWaivers(parted(words).words, grants.waivers, rules);
    if (typeof found === "string") return [{ kind: "refuse", markdown: found }];
    return [
      { kind: "unwaive", fingerprints: found.map(({ fingerprint }) => fingerprint) },
      { kind: "reply", markdown: found.map(told).join("\n") },
      { kind: "review" },
    ];
  },
});

const told = ({ subject, rule, owner }: GrantedWaiver): string =>
  `No longer waived: ${code(subject)} (${code(rule)}), which ${code(owner)} had let pass.`;
