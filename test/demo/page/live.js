// Runs in the browser: keeps the page in step with the stage, and draws what GitHub would draw.
const dark = globalThis.matchMedia("(prefers-color-scheme: dark)");
const live = document.querySelector("#live");
let drawn = 0;

const draw = async () => {
  const { mermaid } = globalThis;
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    theme: dark.matches ? "dark" : "default",
    fontFamily: getComputedStyle(document.body).fontFamily,
  });
  for (const code of live.querySelectorAll("code.language-mermaid")) {
    const block = code.parentElement;
    drawn += 1;
    try {
      const { svg } = await mermaid.render(`chart-${drawn}`, code.textContent);
      const figure = document.createElement("figure");
      figure.className = "chart";
      figure.innerHTML = svg;
      block.replaceWith(figure);
    } catch (error) {
      block.dataset.broken = String(error);
    }
  }
  document.body.dataset.drawn = dark.matches ? "dark" : "light";
};

let wanted = 0;

/** Events may come faster than pages: only the newest answer is shown. */
const refresh = async () => {
  wanted += 1;
  const mine = wanted;
  const response = await fetch("/body");
  const text = await response.text();
  if (mine !== wanted) return;
  const open = [...live.querySelectorAll("details")].map((it) => it.open);
  live.innerHTML = text;
  for (const [at, it] of [...live.querySelectorAll("details")].entries()) it.open = open[at] ?? it.open;
  await draw();
};

live.addEventListener("submit", (event) => {
  event.preventDefault();
  for (const button of live.querySelectorAll(".steps button")) button.disabled = true;
  void fetch("/play", { method: "POST", redirect: "manual" });
});
dark.addEventListener("change", () => void refresh());
new EventSource("/events").addEventListener("message", () => void refresh());
void draw();
