import type { Act, Name } from "../act.ts";
import type { Dialect } from "../../model/dialect.ts";
import { clickhouseAction } from "./alter-clickhouse.ts";
import { mysqlAction } from "./alter-mysql.ts";
import { modifyColumn, standardAction } from "./alter-standard.ts";
import { Cursor } from "./cursor.ts";

/** One action of an ALTER TABLE; undefined where the dialect does not know it. */
export type Action = (cursor: Cursor, relation: Name) => readonly Act[] | undefined;

const OWN: Readonly<Partial<Record<Dialect, Action>>> = {
  mysql: mysqlAction,
  mariadb: mysqlAction,
  clickhouse: clickhouseAction,
  snowflake: (cursor, relation) =>
    cursor.is("modify") || cursor.is("alter") ? modifyColumn(cursor, relation) : undefined,
};

/** Words that begin an action; a part that begins with none goes on with the verb before it. */
const VERBS: ReadonlySet<string> = new Set(
  `add drop alter modify change rename set unset enable disable check nocheck with switch rebuild cluster suspend resume recluster swap
   convert character default engine auto_increment comment algorithm lock order force discard import owner append clear delete update
   materialize freeze unfreeze attach detach replace move reset partition remove truncate reorganize coalesce exchange analyze optimize
   repair validate without row_format collate charset key_block_size stats_persistent avg_row_length max_rows min_rows checksum
   delay_key_write encryption compression tablespace union insert_method page_checksum transactional fetch apply`.split(
    /\s+/,
  ),
);

/** ALTER TABLE, from behind those two words. */
export function alterTable(cursor: Cursor): readonly Act[] {
  const { lenient } = cursor.ifExists();
  cursor.eat("only");
  const relation = cursor.name();
  onCluster(cursor);
  const acts: Act[] = [];
  let verb: Cursor | undefined;
  for (const part of cursor.parts()) {
    const action: Cursor = VERBS.has(part.word()) || verb === undefined ? part : continued(verb, part);
    if (action === part) verb = part;
    const own = OWN[cursor.dialect]?.(new Cursor(action.tokens, action.script), relation);
    acts.push(...(own ?? standardAction(new Cursor(action.tokens, action.script), relation)));
  }
  return lenient === undefined ? acts : acts.map((act) => ({ ...act, lenient }));
}

export function onCluster(cursor: Cursor): void {
  if (cursor.eat("on", "cluster")) cursor.skip();
}

/** `ADD a int, b int` and `DROP COLUMN a, b`: the second part means the first one's words again. */
function continued(verb: Cursor, part: Cursor): Cursor {
  const [first, second] = verb.tokens;
  const kind = part.word() === "constraint" || part.word() === "column" || part.word() === "index" ? undefined : second;
  const keeps = kind?.kind === "word" && /^(?:column|columns|constraint)$/.test(kind.text) && first?.text !== "add";
  const head = [first, ...(keeps ? [kind] : [])].filter((token) => token !== undefined);
  return new Cursor([...head, ...part.tokens], part.script);
}
