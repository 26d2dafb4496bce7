import type { Place, Side } from "../model/place.ts";
import { html, type Html } from "./html.ts";
import type { Report } from "./report.ts";
import { code } from "./words.ts";

/** A link only where the address is one of the web's: a repository's text never becomes a script. */
export const link = (text: Html, address: string): Html =>
  /^https?:\/\//.test(address) ? html`<a href="${address}">${text}</a>` : text;

/** `path:line`, leading to the file as it was at that commit. */
export function placeLink({ repository, base, head }: Report, place: Place, side: Side): Html {
  const { path, line, endLine } = place;
  const lines = endLine === undefined || endLine === line ? `L${line}` : `L${line}-L${endLine}`;
  const file = path.split("/").map(encodeURIComponent).join("/");
  const plain = path.endsWith(".md") ? "?plain=1" : "";
  const address = `${repository.web}/blob/${side === "base" ? base : head}/${file}${plain}#${lines}`;
  return html`${link(code(`${path}:${line}`), address)}${side === "base" ? " (before)" : ""}`;
}
