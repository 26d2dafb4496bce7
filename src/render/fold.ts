/** Markdown behind one line that opens it. The title is HTML of ours. */
export const fold = (title: string, body: string): string =>
  `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
