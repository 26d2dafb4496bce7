import rehypeRaw from "rehype-raw";
import rehypeSanitize from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import remarkRehype from "remark-rehype";
import { drawEmoji } from "./emoji.ts";
import { trusted } from "../../../src/page/html.ts";
import type { Html } from "../../../src/page/html.ts";

/** GitHub's own order: raw HTML is parsed, then everything that is not on the list is thrown away. */
const processor = remark()
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize)
  .use(drawEmoji)
  .use(rehypeStringify);

export const markdown = (text: string): Html => trusted(String(processor.processSync(text)));
