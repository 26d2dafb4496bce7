import { defineItem } from "../../item.ts";
import { isOpen, told } from "../../look/told.ts";

const BOARD = /\bdash-?boards?\b|\bgrafana\b|\bdatadog\b|\bcloudwatch\b|\blooker\b|\bboard\b/i;

export default defineItem({
  id: "dashboard-linked",
  asked: { "pipeline-blueprint": "monitoring" },
  anywhere: true,
  requirements: [{ row: 168, parts: "S" }],
  level: "notice",
  title: "Dashboard",
  demand: "a link to the dashboard of the pipeline",
  why: "The dashboard is looked for when something burns, and then nobody remembers in which folder it is.",
  template: "Dashboard: <address>",
  messages: { unlinked: "Unexpected dashboard without an address (`{said}`), expected a link to it" },
  *check(stage) {
    const said = told(stage, BOARD).filter(({ form }) => form !== "code");
    const linked =
      stage.links.some(
        ({ url, text, dead, place }) =>
          dead !== true &&
          (BOARD.test(text) ||
            /dash|\/d\/|grafana|datadog|board/i.test(url) ||
            said.some((one) => one.place.line === place.line)),
      ) || said.some(({ text }) => /https?:\/\//.test(text));
    const [first] = said;
    if (linked || isOpen(stage, BOARD)) return;
    if (first === undefined) yield { part: "S", message: "missing" };
    else yield { part: "S", message: "unlinked", at: first.place, data: { said: first.text } };
  },
});
