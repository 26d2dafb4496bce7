/** How a TODO goes on, and what a person writes in its place. */
type Answers = readonly (readonly [string, string])[];

const ANSWERS: Answers = [
  ["a person or a team", "Ada Lindqvist"],
  ["the day, and how", "2026-11-17, by mail, agreed"],
  ["who owns it", "Grace Okafor"],
  ["what takes its place", "the column segment, which has the same meaning"],
  ["what the rows that are there get", "They get the value of the old column, in batches of 10,000."],
  ["when", "Sunday 2026-11-29, 02:00 to 03:00 UTC"],
  ["how long it takes", "4 minutes, measured on a copy"],
  ["who watches", "Grace Okafor"],
  ["the way back", "restored from last night's backup"],
  ["who reads it outside this repository", "None: the access log of the last 90 days names nobody but the application"],
  ["keep the steps that are taken", "Step 1 runs with release 41, the others two weeks later."],
  [
    "what is released first",
    "Release 41 neither reads nor writes it; the next step waits until no older release runs.",
  ],
  ["what is watched", "customers without a class on the Customer health dashboard"],
  ["the value at which", "above 2 %"],
  ["for how long", "30 minutes"],
  ["who decides and acts", "Ada Lindqvist"],
  ["recoverable, or permanent", "recoverable"],
  ["none, recoverable or permanent", "none, the table was empty in production on 2026-11-16"],
  ["the table or backup that keeps", "the backup of the night before, kept for 90 days"],
  ["the query or figure", "Ada Lindqvist compares the number of customers in each class before and after"],
  ["the model or figure", "Ada Lindqvist compares the number of rows before and after the next build"],
  ["what brings back the rest", "The index is made again by hand with the statement of migration 2."],
  ["another way than", "Restore the schema from the dump of the night before."],
  ["what `", "It stands for an empty text."],
  ["what takes `", "Restore the schema from the dump of the night before."],
];

/** The lines on which a slot stands, one entry a slot. */
export const slotLines = (text: string): readonly number[] =>
  text.split("\n").flatMap((line, at) => Array.from(line.matchAll(/TODO: /g), () => at + 1));

/** A plan with every TODO answered from the table. It knows the TODO and no more of the format. */
export const filled = (text: string, answers: Answers = ANSWERS): string =>
  text.replaceAll(/TODO: ([^|"\n]*?)(?=\s*(?:\||"|\n))/g, (slot, hint: string) => {
    const answer = answers.find(([start]) => hint.startsWith(start));
    if (answer === undefined) throw new Error(`nobody knows an answer to “${slot}”`);
    return answer[1];
  });

export const approved = (text: string): string => text.replace("status: draft #", "status: approved #");
