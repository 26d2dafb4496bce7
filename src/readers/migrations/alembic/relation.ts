import { speltIn } from "../../../sql/spell.ts";

export interface Relation {
  readonly schema: string | undefined;
  readonly name: string;
}

export const spell = ({ schema, name }: Relation): string => speltIn(schema, name);
