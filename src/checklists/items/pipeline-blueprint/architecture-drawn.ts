import { defineItem } from "../../item.ts";

const DRAWN = /^(?:mermaid|plantuml|puml|dot|graphviz|d2|ditaa)$/i;
const ARROWS = /(?:-->|->|=>|→|──|<-).*\n[\s\S]*(?:-->|->|=>|→|──|<-|\|)/;
const DIAGRAM = /\bdiagram\b|\barchitecture\b|\bdrawing\b/i;
const PICTURE = /\.(?:png|svg|jpe?g|gif|webp|drawio|excalidraw|puml|mmd)$/i;

export default defineItem({
  id: "architecture-drawn",
  asked: { "pipeline-blueprint": "pipeline" },
  anywhere: true,
  requirements: [{ row: 153, parts: "S" }],
  level: "notice",
  title: "Architecture diagram",
  demand: "a drawing (a Mermaid block, or a picture that is in the repository) from the sources to the readers",
  why: "A drawing shows in five seconds the arrow that ten pages forget.",
  template: "```mermaid\nflowchart LR\n  <source> --> <landing> --> <mart> --> <reader>\n```",
  messages: {
    dead: "Unexpected picture `{url}` that is not in the repository, expected the diagram of the architecture",
  },
  *check(stage) {
    const links = stage.links.filter(
      ({ image, url, text }) => image === true || PICTURE.test(url) || DIAGRAM.test(text),
    );
    const drawn = stage.code.some(({ language, text }) => DRAWN.test(language) || ARROWS.test(text));
    if (drawn || links.some(({ dead }) => dead !== true)) return;
    const [dead] = links;
    if (dead === undefined) yield { part: "S", message: "missing" };
    else yield { part: "S", message: "dead", at: dead.place, data: { url: dead.url } };
  },
});
