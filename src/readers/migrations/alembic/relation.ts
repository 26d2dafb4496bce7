import { quoteIn } from "../../../sql/quote.ts";

export interface Relation {
  readonly schema: string | undefined;
  readonly name: string;
}

export const spell = ({ schema, name }: Relation): string => quoteIn(schema, name);
