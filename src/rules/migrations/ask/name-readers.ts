import type { Consumer } from "../../../model/consumer.ts";
import type { Context } from "../../../model/rule.ts";
import type { Subject } from "../../../model/subject.ts";

interface NamedReaders {
  readonly readers: readonly Consumer[];
  /** Values for the slots of `found `{reader}`{others}`; undefined where nobody reads it. */
  readonly named: { readonly reader: string; readonly others: string } | undefined;
}

/** What people open is named before what feeds it; a source only declares the relation. */
const nearness = ({ kind }: Consumer): number => (kind === "exposure" ? 0 : kind === "source" ? 2 : 1);

/** Who on head reads the subject, and the one whose name tells the author most. */
export function nameReaders(subject: Subject, context: Context): NamedReaders {
  const readers = context.readers(subject, "head");
  const [first] = readers.toSorted((a, b) => nearness(a) - nearness(b));
  if (first === undefined) return { readers, named: undefined };
  const rest = readers.filter((reader) => reader !== first && reader.kind !== "source").length;
  return {
    readers,
    named: { reader: `${first.kind} ${first.name}`, others: rest === 0 ? "" : ` and ${rest} more` },
  };
}
