import type { Letters, Spot, Value, ValueMap } from "../../../code/value.ts";

/** One call of a migration's own methods (`add_column :a, :b, :text`), with everything in it known or named as unknown. */
export interface Command {
  readonly name: string;
  readonly args: readonly Value[];
  readonly options: ValueMap;
  /** What the block of a `create_table` calls on the table. */
  readonly rows?: readonly Command[];
  /** SQL that stands in the file letter by letter. */
  readonly letters?: Letters;
  readonly spot: Spot;
  readonly text: string;
  /** It happens only if what it is about exists, or does not. */
  readonly guarded: boolean;
}

/** Thrown where a `change` cannot go back. */
export class Irreversible extends Error {}

const text = (value: Value | undefined): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;

/** The argument at this place, as a name. */
export const nameAt = ({ args }: Command, at: number): string | undefined => text(args[at]);

export const optionOf = ({ options }: Command, name: string): Value | undefined => options.get(name);
export const textOption = ({ options }: Command, name: string): string | undefined => text(options.get(name));

/** One name or several. */
export function namesIn(value: Value | undefined): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly Value[]) : [value];
  return list.flatMap((one) => text(one) ?? []);
}

export const command = (
  like: Command,
  name: string,
  args: readonly Value[],
  options: ValueMap = new Map(),
): Command => ({
  name,
  args,
  options,
  spot: like.spot,
  text: like.text,
  guarded: like.guarded,
});
