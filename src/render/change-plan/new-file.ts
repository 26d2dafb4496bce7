import type { Verdict } from "../../model/verdict.ts";
import type { Editor } from "../links.ts";
import { changePlan } from "./change-plan.ts";
import type { Fullness } from "./planned.ts";

export interface NewFile {
  readonly address: string;
  /** The text in the address is not all that is known. */
  readonly shortened: boolean;
}

/** GitHub answers addresses of up to 8 KB and a little more. */
const LONGEST = 7_900;
const FULLNESSES: readonly Fullness[] = [
  { sql: true, most: 200 },
  ...[200, 40, 20, 10, 5, 2, 1].map((most) => ({ sql: false, most })),
];

/** The address of GitHub's editor with the fullest plan that it holds; undefined where no plan is owed, or not one row fits. */
export function newFile(verdict: Verdict, { web, branch, owner }: Editor): NewFile | undefined {
  const whole = owner === undefined ? {} : { owner };
  for (const [at, fullness] of FULLNESSES.entries()) {
    const plan = changePlan(verdict, { ...whole, fullness });
    if (plan === undefined) return undefined;
    const address = newFileAt({ web, branch }, plan.path, plan.text);
    if (address !== undefined) return { address, shortened: at > 0 };
  }
  return undefined;
}

/** The address of GitHub's editor with a new file in it; undefined where it would be too long. */
export function newFileAt({ web, branch }: Editor, path: string, text: string): string | undefined {
  const address = `${web}/new/${branch.split("/").map(encoded).join("/")}?filename=${encoded(path)}&value=${encoded(text)}`;
  return address.length <= LONGEST ? address : undefined;
}

/** As in `encodeURIComponent`, and for the signs that would end a link in Markdown too. Half a surrogate pair is no text. */
const encoded = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*~]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
