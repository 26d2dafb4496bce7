import type { Waiver } from "../../../model/config.ts";
import type { Context } from "../../../model/rule.ts";

export type Wanted = Pick<Waiver, "fingerprint" | "rule" | "subject">;
export type OnHead = Wanted & Pick<Waiver, "place"> & Partial<Pick<Waiver, "until" | "owner">>;

export const named = ({ fingerprint: print, rule = "", subject = "" }: Wanted): string => print ?? `${rule} ${subject}`;

/** Waivers as head has them: in the gate's own file, by the settings that its reader saw, and in approved plans. */
export function waiversOnHead({ head, ruleNames }: Context): readonly OnHead[] {
  const waivers = new Map<string, OnHead>();
  for (const { key, value, place } of Object.values(head.facts.setting)) {
    const [, index, field] = /^waivers\[(\d+)\]\.(fingerprint|rule|subject|until|owner)$/.exec(key) ?? [];
    if (index === undefined || field === undefined) continue;
    const told = field === "rule" ? (ruleNames.get(value) ?? value) : value;
    waivers.set(index, { ...(waivers.get(index) ?? { place }), [field]: told });
  }
  const planned = Object.values(head.facts.plan).flatMap(({ status, waivers: own = [] }) =>
    status === "approved" ? own : [],
  );
  return [
    ...waivers.values(),
    ...planned.map((waiver) =>
      waiver.rule === undefined ? waiver : { ...waiver, rule: ruleNames.get(waiver.rule) ?? waiver.rule },
    ),
  ];
}

/** Is this a pull request that a stale waiver is worth telling to: one that touches the gate, a migration or a plan? */
export const touchesGate = ({ changes }: Context): boolean =>
  changes.some(({ kind }) => /^(?:setting|migration|plan)\./.test(kind));
