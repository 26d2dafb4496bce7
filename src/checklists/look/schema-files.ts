import type { Snapshot } from "../../model/snapshot.ts";

const SCHEMA =
  /(?:^|\/)(?:events?|schemas?|contracts?|proto(?:buf)?s?|avro|openapi|apis?)\/(?:.*\/)?([^/]+)\.(?:json|avsc|proto|ya?ml)$/i;

/** A file that describes an event or an interface, by its folder: `events/order-placed.v1.json`. */
export interface SchemaFile {
  readonly path: string;
  /** The file's name without its ending. */
  readonly name: string;
}

export const schemaFiles = ({ paths }: Snapshot): readonly SchemaFile[] =>
  paths.flatMap((path) => {
    const name = SCHEMA.exec(path)?.[1];
    return name === undefined ||
      path.split("/").some((part) => /^(?:test|tests|fixtures|node_modules|vendor|plans|\..+)$/i.test(part))
      ? []
      : [{ path, name: name.replace(/\.schema$/, "") }];
  });

/** "reservation-changed.v2" → the name and the version. */
export function versioned(name: string): { readonly stem: string; readonly version: string } | undefined {
  const found = /^(.*?)[._-]?(v\d+)$/i.exec(name);
  return found === null ? undefined : { stem: found[1] ?? "", version: found[2] ?? "" };
}
