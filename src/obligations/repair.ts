import { defineObligation } from "../model/define-obligation.ts";
import { owed } from "./meet/answer.ts";

export default defineObligation({
  kind: "repair",
  title: "The thing itself is put right; no plan excuses it",
  meet: (finding, { rules }) =>
    owed(finding, "repair", rules.get(finding.rule)?.docs.instead ?? `Put right what \`${finding.rule}\` found`),
});
