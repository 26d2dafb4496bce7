export const text = (description: string) => ({ type: "string", description });
export const list = (items: object, description: string) => ({ type: "array", items, description });
export const closed = (
  properties: Readonly<Record<string, object>>,
  optional: readonly string[] = [],
  description = "",
) => ({
  type: "object",
  ...(description === "" ? {} : { description }),
  additionalProperties: false,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
  properties,
});
