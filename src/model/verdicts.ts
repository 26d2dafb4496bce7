export type Axis = "data" | "consumer" | "ddl" | "meaning";
export type AxisVerdict = "ok" | "conditional" | "broken" | "unknown";

/**
 * The four independent questions about one change.
 * `data`: do the rows and writers made under the old schema survive? `consumer`: do its readers?
 * `ddl`: can the engine do it in place without holding anybody up? `meaning`: do the stored values still mean the same?
 */
export type Verdicts = Readonly<Record<Axis, AxisVerdict>>;
