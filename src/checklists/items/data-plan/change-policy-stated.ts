import { defineItem, type ItemContext } from "../../item.ts";
import { fieldsLike } from "../../look/answer.ts";
import { layerOf, modelsOf, type Layer } from "../../look/project.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { namesOwner } from "../../look/words.ts";

const POLICY = /\bchange(?:s| policy| process| control| management)?\b|\bapproval/;
const APPROVED =
  /\bapprov\w+|\breviewe?[rd]?s?\b|\bsign(?:s|ed)?[- ]?off\b|\bcode ?owners?\b|\bpull requests?\b|\bmerge requests?\b|\bPRs?\b/i;
const OWNED = /\bown(?:s|er|ers|ed|ership)\b|\bbelongs? to\b|\bresponsible\b|\bmaintain\w*|\bwho may change\b/i;
const LAYERS: readonly (readonly [Layer, RegExp])[] = [
  ["staging", /\bstaging\b/i],
  ["intermediate", /\bintermediate\b/i],
  ["marts", /\bmarts?\b/i],
];

export default defineItem({
  id: "change-policy-stated",
  asked: { "data-plan": "modelling" },
  requirements: [{ row: 20, parts: "SX" }],
  level: "review",
  title: "Ownership and change policy",
  demand: "who owns the models, and how a change to them is approved",
  why: "A table without an owner is changed by everybody and mended by nobody.",
  template: "Owner: <@team>\nChange policy: <how a change is made, and who approves it>",
  messages: {
    owner: "Unexpected models without an owner, expected a person, a team or a handle",
    policy: "Unexpected change policy `{said}`, expected who approves what",
    noPolicy: "Unexpected ownership without a change policy, expected who approves a change",
    differs: "Unexpected owner `{said}` of {layer}, which the project gives to `{owner}`, expected the two to agree",
  },
  *check(stage, context) {
    const all = statementsOf(stage);
    const owned = all.filter(({ text }) => OWNED.test(text) || /@[\w./-]{2,}/.test(text));
    if (!owned.some(({ text }) => namesOwner(text))) yield { part: "S", message: "owner" };
    const [policy] = fieldsLike(stage, /\bchange policy\b|\bchange (?:process|control|management)\b/);
    if (policy !== undefined && !APPROVED.test(policy.text))
      yield { part: "S", message: "policy", at: policy.place, data: { said: policy.text } };
    else if (!all.some(({ text }) => APPROVED.test(text) && POLICY.test(text.toLowerCase())))
      yield { part: "S", message: "noPolicy" };
    yield* owners(stage, context);
  },
});

/** "marts belong to @team": where all models of the layer name one owner, it is the same. */
function* owners(stage: Stage, context: ItemContext) {
  for (const { text, place } of statementsOf(stage).filter((each) => OWNED.test(each.text)))
    for (const clause of text.split(/[;,.]\s/)) {
      const handles = clause.match(/@[\w./-]*\w/g) ?? [];
      // A part of a layer may have an owner of its own.
      if (handles.length !== 1 || /\b(?:approv\w+|\w+ of \w+)\b/i.test(clause)) continue;
      for (const [layer] of LAYERS.filter(([, words]) => words.test(clause))) {
        const known = new Set(
          modelsOf(context).flatMap((model) =>
            layerOf(model) === layer && model.owner?.startsWith("@") === true ? [model.owner] : [],
          ),
        );
        const [owner] = known;
        const [said = ""] = handles;
        if (known.size === 1 && owner !== undefined && owner.toLowerCase() !== said.toLowerCase())
          yield { part: "X", message: "differs", at: place, of: layer, data: { said, layer, owner } } as const;
      }
    }
}
