/** The front matter of a change plan, as editors and the reader take it: JSON Schema draft-07. */
export const planSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "https://raw.githubusercontent.com/dataplan/dataplan/main/schemas/plan.schema.json",
  title: "Dataplan: front matter of a change plan",
  description:
    "The lines between the dashes at the top of a Markdown file in plans/. The plan itself is the text below.",
  type: "object",
  additionalProperties: false,
  required: ["kind", "title", "status", "owner"],
  properties: {
    kind: {
      const: "change-plan",
      description: "Says that this file is a change plan: the short plan for one pull request.",
    },
    title: {
      type: "string",
      minLength: 1,
      description: "One line that says what changes.",
    },
    status: {
      enum: ["draft", "approved"],
      description: "A draft is reported on and never opens the gate; an approved plan is held to what it says.",
    },
    owner: {
      type: "string",
      minLength: 1,
      description: "Who answers for the plan: a person or a team.",
    },
    ticket: {
      type: "string",
      description: "Where the work is tracked.",
    },
    date: {
      type: "string",
      description: "When it was written.",
    },
    reviewers: {
      type: "array",
      items: {
        type: "string",
      },
      description: "Who was asked to agree.",
    },
    tags: {
      type: "array",
      items: {
        type: "string",
      },
    },
    waivers: {
      description:
        "Findings that may pass: a list, each with a fingerprint or a rule and its subject, a reason, an owner and until (ISO date). They count once the approved plan is on the base branch.",
    },
    estimate: {
      type: "object",
      description: "Inputs for the estimate, by their canonical names (rows_per_day, row_bytes, retention, \u2026).",
    },
  },
} as const;
