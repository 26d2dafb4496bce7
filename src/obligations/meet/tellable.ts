import type { Consumer } from "../../model/consumer.ts";
import type { Finding } from "../../model/finding.ts";

const MOST = 12;

/**
 * Who has to be told, nearest first: what people open (exposures), and the next models that somebody owns; where there is
 * neither, the next models. What stands further down hears of it from those.
 */
export function tellable({ readers }: Finding): readonly Consumer[] {
  const outside = readers.filter(({ kind }) => kind === "exposure");
  const next = readers.filter(
    ({ kind, via }) => isBuilt(kind) && !via.some((id) => /^(?:model|seed|snapshot|semantic_model|metric)\./.test(id)),
  );
  const owned = next.filter(({ owner }) => owner !== undefined);
  const all = [...outside, ...owned];
  return (all.length > 0 ? all : next).slice(0, MOST);
}

const isBuilt = (kind: Consumer["kind"]): boolean => kind !== "exposure" && kind !== "source";

const NOISE = new Set(["the", "a", "an", "dashboard", "exposure", "model", "report", "table", "view", "dbt", "of"]);

const words = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words that tell one name from another; all of them, where nothing but general words is left. */
function telling(text: string): readonly string[] {
  const all = words(text);
  const own = all.filter((word) => !NOISE.has(word));
  return own.length > 0 ? own : all;
}

/** Does the cell of a *Consumers* row name the reader: by label, by id, or all models of its project at once? */
export function namesReader(cell: string, { id, kind, name }: Consumer): boolean {
  const said = new Set(words(cell));
  const [, project = "", own = ""] = /^\w+\.([^.]+)\.(.+)$/.exec(id) ?? [];
  if ([name, own].some((each) => each !== "" && telling(each).every((word) => said.has(word)))) return true;
  return (
    isBuilt(kind) &&
    /\b(?:all|every|each)\b/i.test(cell) &&
    said.has("models") &&
    words(project).every((word) => said.has(word))
  );
}
