import type { NodeSettings } from "../../../model/dbt.ts";
import { defineItem } from "../../item.ts";
import { allText } from "../../look/all-text.ts";
import { modelsOf, speaksOf } from "../../look/project.ts";
import { about } from "../../look/statements.ts";

const ACCESS = /^\W*access\b|\bmay (?:read|write)\b|\breads? (?:both|all|only)\b/i;

export default defineItem({
  id: "access-granted",
  asked: { "pipeline-blueprint": "governance" },
  anywhere: true,
  requirements: [{ row: 181, parts: "X" }],
  level: "review",
  title: "Granted access",
  demand: "that who may read the models is granted in the project, as the plan says it",
  why: "A table is read by those to whom it is granted; a plan grants nothing.",
  template: "",
  messages: {
    ungranted:
      "Unexpected model `{model}` without `grants`, where the plan says who may read and `{other}` grants it, expected them in both",
    role: "Unexpected role `{role}`, to which `{model}` is granted and of which the access of the plan says nothing, expected the two to agree",
  },
  *check(stage, context) {
    const said = about(stage, ACCESS);
    const [first] = said;
    if (first === undefined) return;
    const text = allText(context.whole);
    const named = modelsOf(context).filter(
      ({ name, resource, materialized }) =>
        resource === "model" && !/^(?:ephemeral|view)$/.test(materialized ?? "") && speaksOf(text, name),
    );
    const granted = named.filter(({ settings }) => rolesOf(settings).length > 0);
    const [other] = granted;
    if (other === undefined) return;
    const access = said.map((one) => one.text).join("\n");
    for (const { name, settings } of named) {
      const roles = rolesOf(settings);
      if (roles.length === 0)
        yield { part: "X", message: "ungranted", at: first.place, of: name, data: { model: name, other: other.name } };
      // Where the plan names roles at all, each that reads is one of them.
      const mentions = granted.some((one) => rolesOf(one.settings).some((role) => speaksOf(access, role)));
      for (const role of mentions ? roles.filter((one) => !speaksOf(access, one)) : [])
        yield { part: "X", message: "role", at: first.place, of: `${name} ${role}`, data: { role, model: name } };
    }
  },
});

const rolesOf = (settings: NodeSettings = {}): readonly string[] =>
  Object.entries(settings).flatMap(([key, roles]) => (key.startsWith("grants.") ? roles : []));
