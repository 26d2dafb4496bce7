import type { PlanConsumer, PlanDefect } from "../../model/plan.ts";
import type { Synonyms } from "./canonical.ts";
import { defect } from "./defect.ts";
import { plain } from "./markdown.ts";
import type { Section } from "./sections.ts";
import { slotIn, words } from "./slot-words.ts";
import { readTable, tablesIn } from "./table.ts";

const COLUMNS: Synonyms<"consumer" | "owner" | "told"> = {
  consumer: [
    "consumer",
    "reader",
    "who",
    "dashboard",
    "exposure",
    "downstream",
    "name",
    "consumer name",
    "system",
    "used by",
  ],
  owner: ["owner", "team", "contact", "owned by", "responsible", "owning team"],
  told: ["told", "informed", "notified", "told on", "told how", "acknowledged", "ack", "agreed", "communicated"],
};

/** The *Consumers* table; "none" is an answer when it gives its reason. */
export function consumers(section: Section): {
  readonly consumers: readonly PlanConsumer[];
  readonly defects: readonly PlanDefect[];
} {
  const defects: PlanDefect[] = [];
  const found: PlanConsumer[] = [];
  for (const { rows } of tablesIn(section.nodes).map((table) => readTable(table, COLUMNS)))
    for (const { cells, place } of rows) {
      const { consumer, owner, told } = cells;
      if (consumer !== undefined && NOBODY.test(consumer.text)) continue;
      if (consumer === undefined || consumer.text === "") {
        if (Object.values(cells).some(({ text }) => text !== ""))
          defects.push(defect("slot", "Consumers: Consumer", "", place));
        continue;
      }
      for (const [column, cell] of [["Owner", owner] as const, ["Told", told] as const])
        if (cell !== undefined && /^[–—\s-]*$/.test(cell.text))
          defects.push(defect("slot", `Consumers: ${column}`, "", place));
      found.push({
        consumer: consumer.text,
        ...(owner === undefined || owner.text === "" ? {} : { owner: owner.text }),
        ...(told === undefined || told.text === "" ? {} : { told: told.text }),
        place,
      });
    }
  if (found.length === 0 && defects.length === 0 && !excused(section)) {
    defects.push(defect("section-empty", "Consumers", "nobody named", section.place));
  }
  return { consumers: found, defects };
}

const NOBODY = /^\W*(?:none|nobody|no one|no consumers?)\b/i;

/** Prose, lists and a row of "none" count as an answer when they give a reason; a slot is told elsewhere. */
const excused = ({ nodes }: Section): boolean => {
  const body = nodes.map((node) =>
    node.type === "table" ? node.children.slice(1).map(plain).join("\n") : plain(node),
  );
  const text = body.join("\n").trim();
  return slotIn(text) !== undefined || words(text.replace(NOBODY, "")) >= 3;
};
