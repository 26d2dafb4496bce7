import { findSpot, type Found } from "../lineage/find-spot.ts";
import { lineageOf } from "../lineage/lineage-of.ts";
import { defineCommand } from "../model/command.ts";
import { block, code } from "../render/escape.ts";
import { fold } from "../render/fold.ts";
import { renderLineageMermaid } from "../render/lineage-mermaid.ts";
import { renderLineageText } from "../render/lineage-text.ts";

const NAMED = 6;

export default defineCommand({
  usage: "MODEL[.COLUMN] | TABLE[.COLUMN] [--depth N]",
  summary: "Draws where a table, a model or a column comes from and who reads it, on this head",
  who: "read",
  words: [1, 1],
  options: ["depth"],
  details: "Names may be ids, too, and exposures and metrics may be asked for. What could not be followed says so.",
  examples: ["/dataplan lineage orders", "/dataplan lineage public.users.email --depth 2"],
  async run({ words: [asked = ""], options }, { snapshot: head }) {
    const depth = options["depth"];
    if (depth !== undefined && !/^[1-9]\d{0,5}$/.test(depth))
      return [
        {
          kind: "refuse",
          markdown: `Nothing was done: ${code(`--depth ${depth.slice(0, 20)}`)} is no whole number from 1.`,
        },
      ];
    const snapshot = await head();
    const found = findSpot(snapshot, asked);
    if (!("spot" in found)) return [{ kind: "refuse", markdown: missing(asked.slice(0, 200), found) }];
    const ways = ["up", "down"] as const;
    const lineage = lineageOf(snapshot, {
      spot: found.spot,
      ways,
      ...(depth !== undefined && { depth: Number(depth) }),
    });
    const chart = `\`\`\`mermaid\n${renderLineageMermaid(lineage).trimEnd()}\n\`\`\``;
    const text = fold("The same as text, with places", block(renderLineageText(lineage, { colour: false })));
    return [{ kind: "reply", markdown: `${chart}\n\n${text}` }];
  },
});

function missing(asked: string, found: Exclude<Found, { readonly spot: unknown }>): string {
  if ("several" in found) {
    const names = found.several.slice(0, NAMED).map((name) => code(name));
    const more = found.several.length > NAMED ? ` and ${found.several.length - NAMED} more` : "";
    return `Nothing was done: ${code(asked)} means several: ${names.join(", ")}${more}.`;
  }
  const hint = found.meant === undefined ? "" : ` Did you mean ${code(found.meant)}?`;
  return found.missing === "column"
    ? `Nothing was done: ${code(found.in ?? asked)} gives no column ${code(asked.slice(asked.lastIndexOf(".") + 1))}.${hint}`
    : `Nothing was done: there is no table, model, source or exposure ${code(asked)} on this head.${hint}`;
}
