import type { Model, Semantic, SemanticPart } from "../model/dbt.ts";
import { gives, plainName } from "../model/model-output.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { outputOf } from "./output-of.ts";
import type { Step, Steps } from "./spot.ts";
import { whyUnread } from "./unread.ts";

/**
 * Under which names a semantic model, a metric or a saved query hands on the columns, measures or metrics that it is given;
 * undefined where it uses none of them.
 */
export function handedOn(semantic: Semantic, names: ReadonlySet<string>): ReadonlySet<string> | undefined {
  if (semantic.resource === "semantic_model") {
    const made = semantic.parts.filter(({ expr }) => wordsOf(expr).some((word) => names.has(word)));
    return made.length === 0 ? undefined : new Set(made.map(({ name }) => name.toLowerCase()));
  }
  if (!semantic.words.some((word) => names.has(word))) return undefined;
  return new Set(semantic.resource === "metric" ? [semantic.name.toLowerCase()] : []);
}

/** What a part of a semantic model, a metric or a saved query is made of, one step up. */
export function semanticStepsUp(snapshot: Snapshot, semantic: Semantic, column: string | undefined): Steps {
  const { facts } = snapshot;
  const found = semantic.reads.map((id): Steps => {
    const read = facts.model[id] ?? facts.semantic[id];
    if (read === undefined || (semantic.resource === "semantic_model" && column === undefined)) return whole(id);
    if (read.kind === "semantic") return { steps: ofNamed(semantic, read), unknown: [] };
    const parts = semantic.parts.filter(({ name }) => name.toLowerCase() === column);
    if (semantic.resource !== "semantic_model") return ofWords(snapshot, read, semantic.words);
    const all = parts.map((part) => ofPart(snapshot, read, part));
    return { steps: all.flatMap(({ steps }) => steps), unknown: all.flatMap(({ unknown }) => unknown) };
  });
  return { steps: found.flatMap(({ steps }) => steps), unknown: found.flatMap(({ unknown }) => unknown) };
}

const whole = (id: string): Steps => ({ steps: [{ to: { id }, how: "relation" }], unknown: [] });

/** The measures and dimensions of a semantic model that a metric or a saved query names, or the metric that it names. */
function ofNamed({ words }: Semantic, read: Semantic): readonly Step[] {
  if (read.resource === "metric") return [{ to: { id: read.id, column: read.name.toLowerCase() }, how: "value" }];
  const named = read.parts.map(({ name }) => name.toLowerCase()).filter((name) => words.includes(name));
  return named.length === 0
    ? whole(read.id).steps
    : [...new Set(named)].map((column) => ({ to: { id: read.id, column }, how: "value" }));
}

function ofPart(snapshot: Snapshot, model: Model, { expr, name }: Omit<SemanticPart, "place">): Steps {
  const words = wordsOf(expr);
  if (words.length === 0) return { steps: [], unknown: [] };
  const found = ofWords(snapshot, model, words);
  const bare = /^[\p{L}_][\p{L}\p{N}_$]*$/u.test(expr.trim());
  if (found.steps.length > 0 || !bare) return found;
  return { steps: [], unknown: [`${model.name} gives no column ${plainName(expr.trim())}, which ${name} is made of`] };
}

/** Those words of an expression that are columns of the model; the others are functions and keywords. */
function ofWords(snapshot: Snapshot, model: Model, words: readonly string[]): Steps {
  const { id } = model;
  const output = outputOf(snapshot, id);
  const known = new Set((output ?? model).columns.map(({ name }) => plainName(name)));
  const steps = [...new Set(words)].flatMap((column): readonly Step[] => {
    const to = { id, column };
    if (output === undefined) {
      const documented = known.has(column) || words.length === 1;
      return documented ? [{ to, how: "name", why: whyUnread(snapshot, model) }] : [];
    }
    const has = gives(output, column);
    if (has === true) return [{ to, how: "value" }];
    // Of many words behind a star nobody knows which are columns.
    return has === undefined && words.length === 1
      ? [{ to, how: "unknown", why: "it would come with columns that nobody can name" }]
      : [];
  });
  return { steps, unknown: [] };
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [];
