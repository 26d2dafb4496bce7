import type { Place } from "../../model/place.ts";
import type { Said } from "../../model/plan-part.ts";
import type { Quantity } from "../../quantity/quantity.ts";
import { firstNumber } from "./figures.ts";
import { quantitiesOf } from "./quantities.ts";
import type { Stage } from "./stage.ts";
import { about, statementsOf, type Statement } from "./statements.ts";

const BACKFILL = /\bback-?fill\w*\b|\bhistory load\b|\breload\b|\breplay\b/;
const NEXT = /^\W*(?:cut-?over|switch(?:-| )?over|roll-?back|fall-?back)\b/i;

/** What is said of the backfill: below its heading; else what stands before the cutover's steps and the rollback. */
export function backfillIn(stage: Stage): readonly Statement[] {
  const headed = [...stage.parts, ...(stage.roots.length > 1 ? stage.roots : [])];
  if (headed.some(({ heading }) => BACKFILL.test(heading.toLowerCase())))
    return about(stage, BACKFILL).filter(({ form }) => form !== "row");
  const all = statementsOf(stage);
  const end = all.findIndex(({ text, ordered, depth }) => NEXT.test(text) || (ordered && depth === 0));
  return end < 0 ? all : all.slice(0, end);
}

interface Drain {
  /** The statement that tells the net rate. */
  readonly rate?: Said;
  /** Records per second. */
  readonly net?: { readonly low: number; readonly high: number };
  readonly backlog?: Quantity;
  readonly duration?: Quantity;
  readonly at?: Place;
}

/** Backlog, net rate and duration where each stands under its label. */
export function drainOf(all: readonly Statement[]): Drain {
  const labelled = (label: RegExp): Statement | undefined => all.find(({ text }) => label.test(text));
  const rate = labelled(/^net\b[^:]*:|\bnet\b.*\/\s?s\b/i);
  const [backlog, duration] = [
    labelled(/^(?:backlog|records|work)\b[^:]*:/i),
    labelled(/^(?:duration|runtime|takes)\b[^:]*:/i),
  ];
  const net = rate === undefined ? undefined : netOf(rate.text);
  const [work] = quantitiesOf(lastOf(backlog?.text), { measure: "count", rate: false });
  const [time] = duration === undefined ? [] : quantitiesOf(duration.text, { measure: "time" });
  return {
    ...(rate && { rate }),
    ...(net && { net }),
    ...(work && { backlog: work }),
    ...(time && { duration: time }),
    ...(duration && { at: duration.place }),
  };
}

const lastOf = (text = ""): string => text.split("=").at(-1) ?? text;

/** "18,000 − 20.83 = …": processing less arrival, where both are written out; else the rate itself. */
function netOf(text: string): Drain["net"] {
  const [, one, other] = /([\d][\d.,]*)\s*(?:\w+\/s\s*)?[−–-]\s*([\d][\d.,]*)\s*(?:\w+\/s\s*)?=/.exec(text) ?? [];
  const [processed, arriving] = [one, other].map((each = "") =>
    firstNumber(each.replace(THOUSANDS, (all) => all.replace(/[.,]/g, ""))),
  );
  if (processed !== undefined && arriving !== undefined)
    return { low: processed - arriving, high: processed - arriving };
  if (/:\s*[−-]\s?\d/.test(text)) return { low: -1, high: -1 };
  const rate = quantitiesOf(text, { measure: "count", rate: true }).at(-1);
  return rate === undefined ? undefined : rate.si;
}

/** Three digits behind a point or comma are thousands here: nobody counts records by the thousandth. */
const THOUSANDS = /^\d{1,3}(?:[.,]\d{3})+$/;

/** "58 windows", "7 days at a time" and the days in all; undefined where one of them is not said. */
export function windowsOf(all: readonly Statement[]) {
  const text = all.map((each) => each.text).join("\n");
  const counted = all.find((each) => /\b\d+ windows\b/i.test(each.text));
  const count = Number(/\b(\d+) windows\b/i.exec(text)?.[1]);
  const [, one, two, three] =
    /\b(\d+) days (?:at a time|each|a window|per window)|\bwindows? of (\d+) days|\bwindowed(?: by|,| of)? (\d+) days/i.exec(
      text,
    ) ?? [];
  const size = Number(one ?? two ?? three);
  const days = Math.max(...[...text.matchAll(/\b(\d{1,4}) days\b/gi)].map(([, each]) => Number(each)));
  return counted === undefined || !(count > 0) || !(size > 0) || !(days > size)
    ? undefined
    : { count, size, days, place: counted.place };
}
