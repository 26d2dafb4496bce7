import type { PlanDefect, RollbackSection, Trigger } from "../../model/plan.ts";
import type { Said } from "../../model/plan-part.ts";
import type { Synonyms } from "./canonical.ts";
import { defect } from "./defect.ts";
import { fieldsIn, type Field } from "./fields.ts";
import type { Section } from "./sections.ts";
import { slotIn } from "./slot-words.ts";
import { inlineSteps, stepsIn } from "./steps.ts";
import { fromParts, trigger as readTrigger, TRIGGER_PARTS } from "./trigger.ts";

type Part = "trigger" | "steps" | "owner" | "dataLoss" | "restoreFrom" | "acceptedBy";

const PARTS: Synonyms<Part | "metric" | "threshold" | "window"> = {
  trigger: [
    "trigger",
    "triggers",
    "rollback trigger",
    "rollback triggers",
    "trigger condition",
    "condition",
    "when",
    "roll back when",
    "go back when",
    "when to roll back",
  ],
  steps: ["steps", "rollback steps", "procedure", "how", "actions", "commands", "how to roll back", "step"],
  owner: ["owner", "who", "responsible", "decided by", "who decides", "owned by", "rollback owner", "decider"],
  dataLoss: ["data loss", "loss", "lost data", "data lost", "loss of data", "what is lost", "dataloss"],
  restoreFrom: [
    "restore from",
    "restored from",
    "restore",
    "archive",
    "backup",
    "recover from",
    "restore source",
    "restorefrom",
  ],
  acceptedBy: [
    "accepted by",
    "loss accepted by",
    "data loss accepted by",
    "who accepts",
    "accepts the loss",
    "signed off by",
    "permanent loss accepted by",
  ],
  metric: TRIGGER_PARTS.metric,
  threshold: TRIGGER_PARTS.threshold,
  window: ["window", "time window", "observation window", "duration", "period"],
};

const VAGUE =
  /^\W*(?:as|if|when|where) (?:needed|required|necessary|appropriate)\W*$|^\W*(?:asap|manually|see (?:above|below)|to be seen|undo it|revert it)\W*$/i;

export interface Rollback {
  readonly rollback: RollbackSection;
  readonly defects: readonly PlanDefect[];
}

/** *Rollback*: Trigger, Steps, Owner, Data loss, Restore from, and who accepts what cannot be restored. */
export function rollback(section: Section): Rollback {
  const { named, rest } = fieldsIn(section.nodes, PARTS);
  const { place } = section;
  const said = (part: Part): Said | undefined => {
    const field = named.get(part);
    const text = field?.text === "" ? (stepsIn(field.nodes)[0]?.text ?? "") : field?.text;
    return field === undefined || text === undefined || text === "" || slotIn(text) !== undefined
      ? undefined
      : { text, place: field.place };
  };
  const steps = stepsOf(named.get("steps")) ?? stepsIn(rest);
  const trigger = triggerOf(named);
  const loss = said("dataLoss");
  const owner = said("owner");
  const from = said("restoreFrom") ?? fromLoss(loss, /\b(?:from|in)\s+(?=\S*[\w"])(?:the\s+)?([^;,]+)/i);
  const accepted = said("acceptedBy") ?? fromLoss(loss, /\baccepted by\s+([^.;,(]+)/i);
  const found: RollbackSection = {
    ...(trigger === undefined ? {} : { trigger }),
    steps,
    ...(owner === undefined ? {} : { owner }),
    ...(loss === undefined ? {} : { dataLoss: { ...loss, class: lossClass(loss.text) } }),
    ...(from === undefined ? {} : { restoreFrom: from }),
    ...(accepted === undefined ? {} : { acceptedBy: accepted }),
    place,
  };
  return { rollback: found, defects: faults(found, named) };
}

function stepsOf(field: Field | undefined): readonly Said[] | undefined {
  if (field === undefined) return undefined;
  const listed = stepsIn(field.nodes);
  const steps = listed.length > 0 ? listed : inlineSteps(field);
  return steps.filter(({ text }) => slotIn(text) === undefined);
}

function triggerOf(named: ReadonlyMap<Part | "metric" | "threshold" | "window", Field>): Trigger | undefined {
  const field = named.get("trigger");
  const parts = new Map([...named].flatMap(([part, each]) => (isTriggerPart(part) ? [[part, each] as const] : [])));
  const [first] = parts.values();
  if (field === undefined && first === undefined) return undefined;
  const text = [...parts.values()].map((part) => part.text).join(", ");
  const place = field?.place ?? first?.place ?? { path: "", line: 1 };
  const sentence = field === undefined ? { text: "" } : readTrigger(field);
  return { ...sentence, ...fromParts(parts), text: sentence.text === "" ? text : sentence.text, place };
}

const isTriggerPart = (part: string): part is "metric" | "threshold" | "window" =>
  part === "metric" || part === "threshold" || part === "window";

const fromLoss = (loss: Said | undefined, pattern: RegExp): Said | undefined => {
  const text = lossClass(loss?.text ?? "") === "none" ? undefined : pattern.exec(loss?.text ?? "")?.[1]?.trim();
  return loss === undefined || text === undefined || text === "" ? undefined : { text, place: loss.place };
};

function lossClass(text: string): "none" | "recoverable" | "permanent" | "unknown" {
  if (
    /permanent|irreversibl|irrecover|unrecover|not (?:be )?(?:recover|restor|reversib)|cannot be|can't be|forever|for good/i.test(
      text,
    )
  )
    return "permanent";
  if (/recover|restor|revers|temporar|from (?:the )?(?:archive|backup)/i.test(text)) return "recoverable";
  return /^\W*(?:none|no\b|nothing|zero)/i.test(text) ? "none" : "unknown";
}

/** A slot is told where it stands, and not once more for what it leaves open. */
function isLeft(field: Field | undefined): boolean {
  if (field === undefined) return false;
  if (field.text !== "") return slotIn(field.text) !== undefined;
  const steps = stepsIn(field.nodes);
  return steps.length > 0 && steps.every(({ text }) => slotIn(text) !== undefined);
}

function faults(found: RollbackSection, named: ReadonlyMap<string, Field>): readonly PlanDefect[] {
  const defects: PlanDefect[] = [];
  const at = (part: string): Said["place"] => named.get(part)?.place ?? found.place;
  const isSlot = (part: string): boolean => isLeft(named.get(part));
  const missing = (part: string, key: string): void => {
    const field = named.get(key);
    if (isSlot(key)) return;
    if (field?.label !== undefined && field.text === "")
      defects.push(defect("slot", "Rollback", `${field.label}:`, field.place));
    else defects.push(defect("field-missing", part, "missing", at(key)));
  };
  const vague = (part: string, { text, place }: Said, detail = "vague"): void => {
    defects.push(defect("value-vague", part, detail, place, { found: text.replaceAll(/\s+/g, " ").slice(0, 160) }));
  };
  const { trigger, dataLoss } = found;
  const [step] = found.steps;
  if (trigger === undefined || trigger.text === "") missing("rollback trigger", "trigger");
  else if (!isSlot("trigger")) {
    const parts = fieldsIn(named.get("trigger")?.nodes ?? [], TRIGGER_PARTS).named;
    const lacks = (["metric", "threshold", "window"] as const).filter(
      (part) => trigger[part] === undefined && !isSlot(part) && !isLeft(parts.get(part)),
    );
    if (lacks.length > 0) vague("rollback trigger", trigger, listed(lacks.map((part) => `a ${part}`)));
  }
  if (step === undefined) missing("rollback steps", "steps");
  else if (found.steps.every(({ text }) => VAGUE.test(text))) vague("rollback steps", step);
  if (found.owner === undefined) missing("rollback owner", "owner");
  if (dataLoss === undefined) missing("data loss", "dataLoss");
  else if (dataLoss.class === "unknown") vague("data loss", dataLoss);
  else if (dataLoss.class === "recoverable" && found.restoreFrom === undefined) missing("restore from", "restoreFrom");
  else if (dataLoss.class === "permanent" && found.acceptedBy === undefined) missing("accepted by", "acceptedBy");
  return defects;
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
