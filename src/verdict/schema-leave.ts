import { place, print } from "./schema-places.ts";
import { closed, text } from "./schema-words.ts";

const granted = closed(
  { at: text("ISO instant."), head: text("The commit that it was said of."), comment: { type: "integer" } },
  [],
  "Where and when a person said so, in a comment of the pull request.",
);

export const waiver = closed(
  {
    fingerprint: print,
    rule: text(""),
    subject: text(""),
    reason: text(""),
    owner: text(""),
    until: text("ISO date, the last day."),
    place,
    granted,
  },
  ["fingerprint", "rule", "subject", "place", "granted"],
  "Stands in a file (place) or was given in a comment (granted).",
);

export const hold = closed({
  id: { type: "integer" },
  owner: text(""),
  role: text("Lifted by the same or a higher one."),
  reason: text(""),
  granted,
});
