import type { Nodes } from "mdast";
import type { PlanLink } from "../../model/plan-part.ts";
import { placeOf, plain } from "./markdown.ts";

/** Every link and picture below a node; a bare path in code (`models/orders.sql`) is no link. */
export function linksIn(node: Nodes): readonly PlanLink[] {
  if (node.type === "link") return [{ text: plain(node), url: node.url, place: placeOf(node) }];
  if (node.type === "image") return [{ text: node.alt ?? "", url: node.url, place: placeOf(node), image: true }];
  return "children" in node ? node.children.flatMap(linksIn) : [];
}
