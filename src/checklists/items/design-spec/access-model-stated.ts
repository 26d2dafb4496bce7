import { defineItem, type ItemContext } from "../../item.ts";
import { speaksOf } from "../../look/project.ts";
import { statementsOf } from "../../look/statements.ts";
import { inWords, unsaid, type Topic } from "../../look/topics.ts";

const MECHANISM: Topic = {
  name: "a mechanism",
  label: /\bauthenticat|\bauthn\b|\blog-?in\b|\bsign-?in\b|\bidentity\b/,
  line: /\bmtls\b|\bmutual tls\b|\boauth\b|\boidc\b|\bsso\b|\bsingle sign-?on\b|\bjwts?\b|\bapi[- ]keys?\b|\bsaml\b|\bkerberos\b|\bcertificates?\b|\bpasswords?\b|\bhmac\b|\btokens?\b|\bservice accounts?\b|\biam\b|\bsessions?\b|\bscram\b/i,
};
const MODEL: Topic = {
  name: "a model of who may do what",
  label: /\bauthori[sz]|\bauthz\b|\baccess\b|\bpermissions?\b|\broles?\b/,
  line: /\b[ra]bac\b|\brebac\b|\broles?\b|\bscopes?\b|\bpermissions?\b|\bpolic(?:y|ies)\b|\bacls?\b|\bleast privilege\b|\bgrants?\b|\bgroups?\b|\bmay (?:only )?(?:read|write|list|hold|confirm|see|call)\b/i,
};

export default defineItem({
  id: "access-model-stated",
  asked: { "design-spec": "security" },
  requirements: [{ row: 78, parts: "SX" }],
  level: "review",
  title: "Authentication and authorisation",
  demand: "how callers show who they are, and which of them may do what",
  why: "Inside and outside are no rights: what every caller may do is found out by whoever should not have been one.",
  template: "- Authentication: <the mechanism, of services and of people>\n- Authorisation: <which role may do what>",
  messages: {
    lacks: "Unexpected security without {what}, expected {demand}",
    vague: "Unexpected {topic} `{said}`, expected {expected}",
    grant:
      "Unexpected grant on `{table}` to `{role}`, whom the plan does not know, expected the role and what it may do",
  },
  *check(stage, context) {
    const lacking = unsaid([stage], [MECHANISM, MODEL]).map(({ name }) => name);
    if (lacking.length > 0) yield { part: "S", message: "lacks", of: lacking.join(), data: { what: inWords(lacking) } };
    for (const { name, label, line } of [MECHANISM, MODEL])
      for (const field of stage.fields)
        if (
          field.open !== true &&
          label.test(field.label.toLowerCase()) &&
          line?.test(field.text) !== true &&
          (field.text.match(/\p{L}{2,}/gu) ?? []).length < 4
        ) {
          const data = { topic: field.label.toLowerCase(), said: field.text, expected: name };
          yield { part: "S", message: "vague", at: field.place, of: name, data };
        }
    const words = statementsOf(stage).map(({ text }) => text);
    for (const one of grantsOf(context))
      if (!words.some((text) => speaksOf(text, one.role)))
        yield { part: "X", message: "grant", of: `${one.table} ${one.role}`, data: one };
  },
});

/** Who is given a right by the migrations of this pull request; once a table and a role. */
function grantsOf({ changes }: ItemContext): readonly { readonly table: string; readonly role: string }[] {
  const found = changes.flatMap((change) =>
    change.kind === "operation.added" &&
    change.after.action === "access-changed" &&
    change.after.direction === "up" &&
    change.after.granted
      ? change.after.roles.map((role) => ({ table: String(change.after.subject.at(-1)), role }))
      : [],
  );
  return [...new Map(found.map((one) => [`${one.table} ${one.role}`, one])).values()];
}
