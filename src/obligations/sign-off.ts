import { defineObligation } from "../model/define-obligation.ts";
import { byPlan } from "./meet/by-plan.ts";
import { isLossPermanent } from "./meet/loss-permanent.ts";
import { planWords, where } from "./meet/row-words.ts";

const GROUP =
  /\b(?:team|business|everyone|everybody|nobody|management|stakeholders?|all|we|us|owners?|department|group|company)\b/i;

/** A person can be asked; a team cannot accept a loss. */
const isPerson = (text: string): boolean => /@[\w-]|\p{Lu}\p{L}+/u.test(text) && !GROUP.test(text);

export default defineObligation({
  kind: "sign-off",
  title: "A named person accepts the permanent loss",
  due: isLossPermanent,
  meet: (finding, context) =>
    byPlan(
      finding,
      "sign-off",
      context,
      ({ plan: { rollback, place } }) => {
        const accepted = rollback?.acceptedBy;
        if (accepted !== undefined && isPerson(accepted.text))
          return {
            evidence: {
              what: `the loss is permanent and accepted by ${accepted.text}`,
              place: accepted.place,
              side: "head",
              verified: false,
            },
          };
        const at = where(accepted?.place ?? rollback?.dataLoss?.place ?? place);
        return accepted === undefined
          ? { lacks: `Name the person who accepts the permanent loss (\`- Accepted by: …\`) at ${at}`, person: true }
          : { lacks: `\`${accepted.text}\` at ${at} is nobody who can be asked: name the person who accepts the loss` };
      },
      () => `Name the person who accepts the permanent loss in ${planWords(finding, context)}`,
    ),
});
