import type { Answer, FindAnswer } from "../../src/app/answer.ts";

/** An answer that says which head it is for, so that a test sees what was written for which. */
export const answerFor = (head: string, more: Partial<Answer> = {}): Answer => ({
  report: { conclusion: "failure", title: "Blocked", summary: `for ${head}`, annotations: [] },
  comment: `<!-- dataplan:verdict -->\nAbout ${head}`,
  concerns: true,
  ...more,
});

export const simple: FindAnswer = async (_, { head }) => answerFor(head);

/** Something that a test opens when it is time. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
