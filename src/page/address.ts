import type { Place, Side } from "../model/place.ts";
import { blobAddress } from "../render/blob-address.ts";
import { html, type Html } from "./html.ts";
import type { Report } from "./report.ts";
import { code } from "./words.ts";

/** A link only where the address is one of the web's: a repository's text never becomes a script. */
export const link = (text: Html, address: string): Html =>
  /^https?:\/\//.test(address) ? html`<a href="${address}">${text}</a>` : text;

/** `path:line`, leading to the file as it was at that commit. */
export function placeLink({ repository, base, head }: Report, place: Place, side: Side): Html {
  const address = blobAddress({ web: repository.web, base, head }, place, side);
  return html`${link(code(`${place.path}:${place.line}`), address)}${side === "base" ? " (before)" : ""}`;
}
