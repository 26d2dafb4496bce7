import { defineItem } from "../../item.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";
import { isOpen, told } from "../../look/told.ts";
import { shortened } from "../../look/shortened.ts";

const COMPARED =
  /\brows?\b|\bcounts?\b|\bsums?\b|\bchecksums?\b|\bhash|\bcompar|\breconcil|\bparity\b|\bequal\b|\bnumber of\b|\btotals?\b/i;
const TOLERANCE =
  /\btoleran|\bdeviation\b|\bdifference\b|\bvariance\b|\bwithin\b|\bequal\b|\bdiffers?\b|\bidentical\b/i;
const FIGURE = /\d|\bnone\b|\bexact(?:ly)?\b|\bequal\b|\bidentical\b|\bzero\b|\bno difference\b/i;

export default defineItem({
  id: "migration-reconciled",
  asked: { "workflow-plan": "testing" },
  profiles: ["migration"],
  requirements: [{ row: 123, parts: "S" }],
  level: "block beside breaking",
  title: "Reconciliation of old and new",
  demand: "what is compared between old and new, and the difference that is tolerated as a number",
  why: "Without a number the night ends in a debate on whether three missing members are a few.",
  template:
    "| Stage | Check | Tolerance |\n| --- | --- | --- |\n| <stage> | <rows or sum that is compared> | <number> |",
  messages: { vague: "Unexpected tolerance without a number (`{said}`), expected how much old and new may differ" },
  *check(stage) {
    const cells = tablesWith(stage, TOLERANCE).flatMap((table) => cellsOf(table, TOLERANCE));
    const vague = cells.find(({ text, open }) => open !== true && !FIGURE.test(text));
    if (vague !== undefined)
      yield { part: "S", message: "vague", at: vague.place, data: { said: shortened(vague.text) } };
    if (cells.length > 0) return;
    const said = told(stage, COMPARED).filter(({ text }) => TOLERANCE.test(text));
    const [first] = said;
    if (first === undefined) {
      if (!isOpen(stage, TOLERANCE)) yield { part: "S", message: "missing" };
    } else if (!said.some(({ text }) => FIGURE.test(text)))
      yield { part: "S", message: "vague", at: first.place, data: { said: shortened(first.text) } };
  },
});
