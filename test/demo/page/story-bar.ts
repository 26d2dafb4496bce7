import type { Stage } from "../stage.ts";
import type { Step } from "../story.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { icons } from "./icons.ts";

const stepCard = (stage: Stage, step: Step, at: number): Html => {
  const done = stage.played[at];
  const busy = stage.busy === step;
  const next = at === stage.played.length && stage.busy === undefined;
  const open = done?.state.mergeable_state === "clean";
  const mood = done === undefined ? (busy ? "busy" : next ? "next" : "later") : open ? "pass" : "fail";
  return html` <li class="step ${mood}">
    <div class="step-head"><span class="step-no">${at + 1}</span><strong>${step.title}</strong></div>
    <p>${step.says}</p>
    ${
      done !== undefined &&
      html`<p class="outcome">
        ${open ? icons.pass : icons.fail} ${open ? "Mergeable" : "Blocked"}
        <span class="quiet">after ${done.seconds.toFixed(1)} s</span>
      </p>`
    }
    ${busy && html`<p class="outcome"><span class="spinner"></span> Dataplan is judging it…</p>`}
    ${
      done === undefined &&
      !busy &&
      html`<form method="post" action="/play">
        <button type="submit" ${next ? html`` : html`disabled`}>${icons.play} Push this</button>
      </form>`
    }
  </li>`;
};

/** The story beside the pull request: what happens, and the button that makes it happen. */
export const storyBar = (stage: Stage): Html =>
  html` <aside class="story">
    <p class="brand">dataplan <span class="quiet">demo</span></p>
    <p class="quiet">The real App answers a GitHub stand-in on this machine. Nothing leaves it.</p>
    <ol class="steps">
      ${stage.story.steps.map((step, at) => stepCard(stage, step, at))}
    </ol>
  </aside>`;
