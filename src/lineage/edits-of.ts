import { classify } from "../columns/normal/classify.ts";
import { dialectOf } from "../columns/parse/dialect.ts";
import { readQuery } from "../columns/parse/read-query.ts";
import type { Plan } from "../columns/resolve/plan.ts";
import { resolveQuery } from "../columns/resolve/resolve-query.ts";
import type { Model, ModelQuery } from "../model/dbt.ts";
import type { QueryEdit } from "../model/query-edit.ts";

/**
 * What the edit of a model's SQL changes for its readers, but for how it is spelled; undefined where one side cannot be
 * read. `readyParser` wants to have been waited for.
 */
export function editsOf(before: Model, after: Model): readonly QueryEdit[] | undefined {
  const [one, other] = [before.query, after.query];
  if (one === undefined || other === undefined || one.adapter !== other.adapter) return undefined;
  if (one.sql === other.sql && JSON.stringify(one.holes) === JSON.stringify(other.holes)) return [];
  try {
    const [was, is] = [planOf(one), planOf(other)];
    return was === undefined || is === undefined
      ? undefined
      : classify(was, is, { before: open(one), after: open(other) });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** Stars stay as they are, so that what is the same on both sides cancels. */
function planOf({ sql, adapter, holes }: ModelQuery): Plan | undefined {
  const dialect = dialectOf(adapter);
  const read = readQuery(sql, dialect);
  if ("unread" in read) return undefined;
  const hole = (key: string): boolean => Object.keys(holes).some((one) => key.includes(one));
  return resolveQuery(read.query, { dialect, catalog: () => undefined, expand: false, hole });
}

/** What a template left open is the same on both sides where it is open for the same reason. */
const open =
  ({ holes }: ModelQuery) =>
  (text: string): string =>
    Object.entries(holes).reduce((said, [name, reason]) => said.replaceAll(name, `{${reason}}`), text);
