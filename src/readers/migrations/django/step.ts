import { type Call, textOf, type Value } from "../../../code/python/value.ts";
import type { Editor } from "./editor.ts";
import { keyOf, type Model, type State } from "./state.ts";

/** What one operation does. Without `backward` nobody can go back over it. */
export interface Step {
  readonly after: State;
  readonly forward: (editor: Editor) => void;
  readonly backward?: (editor: Editor) => void;
}

/** Reads one kind of operation; undefined where it is about what the history does not tell. */
export type Known = (call: Call, before: State, app: string) => Step | undefined;

export const argument = (call: Call, index: number, name: string): Value | undefined =>
  call.named[name] ?? call.plain[index];

/** The model that `model_name` or `name` means. */
export function modelOf(call: Call, state: State, app: string): Model | undefined {
  const name = textOf(call.named["model_name"] ?? call.named["name"] ?? call.plain[0]);
  return name === undefined ? undefined : state.models.get(keyOf(app, name));
}
