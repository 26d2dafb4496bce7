import { html, type Html } from "./html.ts";

/** A whole page. It has no script and asks nobody but us: the one style sheet is ours. */
export const document = (title: string, body: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="same-origin" />
        <title>${title} · Dataplan</title>
        <link rel="stylesheet" href="/page.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        ${body}
      </body>
    </html>`.markup;

/** A page that says one thing: nothing here, not for you, sign in. */
export const note = (title: string, body: Html): string =>
  document(
    title,
    html`<main class="note">
      <h1>${title}</h1>
      ${body}
    </main>`,
  );
