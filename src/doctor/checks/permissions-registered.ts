import { defineCheck } from "../../model/diagnosis.ts";
import { beyond, lacking, NEEDS } from "../needs.ts";

export default defineCheck({
  id: "permissions-registered",
  title: "What the App asks for on GitHub",
  why: "`app.yml` describes the App; GitHub knows only what was entered in the App's settings there.",
  look({ wanted, registered }) {
    if (registered === undefined) return [];
    if ("unseen" in registered) return [{ state: "problem", said: registered.unseen }];
    const missing = lacking(wanted, registered.value);
    const unheard = wanted.events.filter(
      (event) => !registered.value.events.includes(event) && !["check_run", "check_suite"].includes(event),
    );
    const idle = beyond(wanted, registered.value);
    if (missing.length + unheard.length + idle.length === 0)
      return [{ state: "fine", said: "Permissions and events are those of `app.yml`" }];
    const remedy =
      "Enter it in the App's settings on GitHub (Permissions & events), then have each installation accept it";
    return [
      ...missing.map(({ name, level }) => ({
        state: NEEDS[name]?.gate === true ? ("problem" as const) : ("warning" as const),
        said: `The App does not ask for \`${name}: ${level}\`: ${NEEDS[name]?.without ?? "some of it does not work"}`,
        remedy,
      })),
      ...unheard.map((event) => ({
        state: event === "pull_request" ? ("problem" as const) : ("warning" as const),
        said: `The App is not subscribed to \`${event}\``,
        remedy,
      })),
      ...idle.map(({ name, level }) => ({
        state: "warning" as const,
        said: `The App asks for \`${name}: ${level}\`, which nothing here uses: whoever gets hold of its key can`,
        remedy: "Take it out of the App's settings on GitHub (Permissions & events)",
      })),
    ];
  },
});
