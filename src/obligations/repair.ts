import { defineObligation } from "../model/define-obligation.ts";
import { owed } from "./meet/answer.ts";
import { where } from "./meet/row-words.ts";

export default defineObligation({
  kind: "repair",
  title: "The thing itself is put right; no plan excuses it",
  meet(finding, { rules }) {
    const instead = rules.get(finding.rule)?.docs.instead ?? "";
    const [, expected = "it put right"] = /, expected (.*)$/s.exec(finding.message) ?? [];
    const here = `Put it right at ${where(finding.place)}: expected ${expected}`;
    return owed(finding, "repair", instead === "" || instead.includes("\n") ? here : `${here}. ${instead}`);
  },
});
