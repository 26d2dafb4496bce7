import type { Stage } from "../look/stage.ts";
import { slotted } from "./slotted.ts";

/** Whether a slot of an item's own template still waits in the stage: it is told as a slot, and what it will say nobody knows. */
export function isUnfilled({ said }: Stage, template: string): boolean {
  const asked = Array.from(slotted(template).matchAll(/TODO: ([^|\n]+)/g), ([, words = ""]) => plain(words));
  const open = said.filter((one) => one.open === true).map(({ text }) => plain(text));
  return asked.some((words) => open.some((text) => text.endsWith(words)));
}

/** Letters and digits, since a page's text has lost its marks. */
const plain = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
