import type { CheckRun } from "../../standin/world.ts";
import type { Scene } from "../scene.ts";
import { html } from "../../../src/page/html.ts";
import type { Html } from "../../../src/page/html.ts";
import { icons } from "./icons.ts";
import { markdown } from "./markdown.ts";

const passing = new Set(["success", "neutral", "skipped"]);

export type Light = "pass" | "fail" | "wait";

export const lightOf = (check: CheckRun | undefined): Light => {
  if (check === undefined || check.status !== "completed") return "wait";
  return passing.has(check.conclusion ?? "") ? "pass" : "fail";
};

/** The check run's own page. */
export const checkSection = ({ check }: Scene): Html => {
  if (check === undefined) return html``;
  const light = lightOf(check);
  const count = check.annotations.length;
  return html` <section class="check" id="check">
    <h2>Checks</h2>
    <article class="card">
      <header class="check-head ${light}">
        ${icons[light]}
        <div>
          <strong>${check.name}</strong>
          <span class="quiet"
            >${check.conclusion ?? check.status} · ${count} ${count === 1 ? "annotation" : "annotations"}</span
          >
        </div>
      </header>
      <div class="body">
        ${check.title !== null && html`<h3 class="check-title">${check.title}</h3>`}
        ${check.summary !== null && html`<div class="markdown">${markdown(check.summary)}</div>`}
        ${check.text !== null && check.text !== "" && html`<div class="markdown details">${markdown(check.text)}</div>`}
      </div>
    </article>
  </section>`;
};

/** What stands at the foot of the conversation: may it be merged, and why not. */
export const mergeBox = ({ state, check }: Scene): Html => {
  const light = lightOf(check);
  const clean = state.mergeable_state === "clean";
  const heading = clean
    ? "All checks have passed"
    : light === "wait"
      ? "Some checks haven't completed yet"
      : "Some checks were not successful";
  const explained = clean
    ? "This branch has no conflicts with the base branch"
    : "A required check holds this pull request";
  const mood = clean ? "pass" : light === "wait" ? "wait" : "fail";
  return html` <section class="merge ${mood}" aria-live="polite" data-state="${state.mergeable_state}">
    <div class="merge-row">
      ${icons[mood]}
      <div>
        <strong>${heading}</strong>
        <div class="quiet">${explained}</div>
      </div>
    </div>
    <div class="merge-row check-line">
      ${icons[light]}
      <div class="grow">
        <b>${state.required[0]?.name}</b>
        <span class="quiet">${check?.title ?? "Expected — waiting for status to be reported"}</span>
      </div>
      <span class="required">Required</span>
    </div>
    <div class="merge-row">
      <button
        class="merge-button"
        type="button"
        title="The story ends here; nothing is merged"
        ${clean ? html`` : html`disabled`}
      >
        Merge pull request
      </button>
      <span class="quiet">${clean ? "The gate is open." : "Merging is blocked."}</span>
    </div>
  </section>`;
};
