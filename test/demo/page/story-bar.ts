import type { Played, Stage } from "../stage.ts";
import type { Step } from "../story.ts";
import { html } from "../../../src/page/html.ts";
import type { Html } from "../../../src/page/html.ts";
import { icons } from "./icons.ts";

type Mood = "pass" | "fail" | "busy" | "next" | "later";

const isOpen = ({ state }: Played): boolean => state.mergeable_state === "clean";

const moodOf = (stage: Stage, step: Step, at: number): Mood => {
  const done = stage.played[at];
  if (done !== undefined) return isOpen(done) ? "pass" : "fail";
  if (stage.busy === step) return "busy";
  return at === stage.played.length && stage.busy === undefined ? "next" : "later";
};

const outcome = (played: Played): Html =>
  html`<p class="outcome">
    ${isOpen(played) ? icons.pass : icons.fail} ${isOpen(played) ? "Mergeable" : "Blocked"}
    <span class="quiet"
      >after ${played.seconds.toFixed(1)} s, ${played.calls.all} calls, ${played.calls.writes} of them writes</span
    >
  </p>`;

const button = html`<form method="post" action="/play">
  <button type="submit">${icons.play} Push this</button>
</form>`;

const working = html`<p class="outcome"><span class="spinner"></span> Dataplan is judging it…</p>`;

const stepCard = (stage: Stage, step: Step, at: number): Html => {
  const done = stage.played[at];
  const mood = moodOf(stage, step, at);
  const folded = mood === "later" || (done !== undefined && at < stage.played.length - 1);
  return html`<li class="step ${mood} ${folded && "folded"}">
    <div class="step-head"><span class="step-no">${at + 1}</span><strong>${step.title}</strong></div>
    <p class="says">${step.says}</p>
    ${done !== undefined && outcome(done)} ${mood === "busy" && working} ${mood === "next" && button}
  </li>`;
};

/** The story beside the pull request: what happens, and the button that makes it happen. */
export const storyBar = (stage: Stage): Html =>
  html`<aside class="story">
    <p class="brand">dataplan <span class="quiet">demo</span></p>
    <p class="quiet">The real App answers a GitHub stand-in on this machine. Nothing leaves it.</p>
    <ol class="steps">
      ${stage.story.steps.map((step, at) => stepCard(stage, step, at))}
    </ol>
  </aside>`;
