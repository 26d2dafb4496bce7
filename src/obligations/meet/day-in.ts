const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const NAMED = `(${MONTHS.join("|")})[a-z]*\\.?`;
const FORMS: readonly (readonly [RegExp, readonly [number, number, number]])[] = [
  [/\b(20\d\d)[-/](\d{1,2})[-/](\d{1,2})(?!\d)/, [1, 2, 3]],
  [/\b(\d{1,2})\.(\d{1,2})\.(20\d\d)\b/, [3, 2, 1]],
  [new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? ${NAMED},? (20\\d\\d)\\b`, "i"), [3, 2, 1]],
  [new RegExp(`\\b${NAMED} (\\d{1,2})(?:st|nd|rd|th)?,? (20\\d\\d)\\b`, "i"), [3, 1, 2]],
];

const month = (text: string): number => MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1 || Number(text);

/** The first day that a text names, as ISO date; undefined where it names none that the calendar has. */
export function dayIn(text: string): string | undefined {
  for (const [form, [year, mon, day]] of FORMS) {
    const match = form.exec(text);
    if (match === null) continue;
    const [y, m, d] = [match[year] ?? "", month(match[mon] ?? ""), Number(match[day])];
    const iso = `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
    const at = Date.parse(`${iso}T00:00:00Z`);
    // Some calendars roll 31 June over to July; ours refuses it.
    if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(iso)) return iso;
  }
  return undefined;
}

const DAY = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Whole days from one ISO date to another. */
export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / DAY);

/** The ISO date so many days later. */
export const later = (from: string, days: number): string => new Date(at(from) + days * DAY).toISOString().slice(0, 10);
