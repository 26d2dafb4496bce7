import { defineCheck } from "../../model/diagnosis.ts";
import { lacking, NEEDS } from "../needs.ts";

export default defineCheck({
  id: "permissions-granted",
  title: "What the installation may do",
  why: "A permission that was added to the App counts only once each installation's owner has accepted it.",
  look({ wanted, installed }) {
    if (installed === undefined) return [];
    if ("unseen" in installed) return [{ state: "unseen", said: installed.unseen }];
    const missing = lacking(wanted, installed.value);
    if (missing.length === 0) return [{ state: "fine", said: "Everything that `app.yml` asks for is granted" }];
    return missing.map(({ name, level }) => ({
      state: NEEDS[name]?.gate === true ? "problem" : "warning",
      said: `\`${name}: ${level}\` is not granted: ${NEEDS[name]?.without ?? "some of it does not work"}`,
      remedy:
        "An owner accepts it on the installation's page (Settings → GitHub Apps → Dataplan → Configure); if nothing waits there, the App's own settings lack it",
    }));
  },
});
