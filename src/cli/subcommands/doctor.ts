import type { Diagnosis } from "../../model/diagnosis.ts";
import { defineSubcommand } from "../subcommand.ts";
import type { Terminal } from "../terminal.ts";

export default defineSubcommand({
  name: "doctor",
  summary: "Look at what a server needs: settings, key, GitHub, permissions, clock",
  usage: ["doctor [--json]"],
  words: [0, 0],
  options: [{ name: "json", help: "The same as data" }],
  details:
    "Reads the environment as `npm start` does, asks GitHub who the App is, and writes nothing. Exits with 0 where nothing is broken, 1 where something is, 2 where the settings are not complete. For one repository, comment `/dataplan doctor` on a pull request.",
  async run({ switches }, terminal) {
    const { readSettings, SettingsError } = await import("../../app/settings.ts");
    const { createLog } = await import("../../app/log.ts");
    const { sightServer } = await import("../../app/sight-server.ts");
    try {
      const settings = readSettings(process.env);
      terminal.progress("asking GitHub …");
      const found = await sightServer(settings, createLog("fatal", [settings.webhookSecret]));
      terminal.progress("");
      await tell(found, switches.has("json"), terminal);
      return found.some(({ state }) => state === "problem") ? 1 : 0;
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      await tell(error.problems.map(setting), switches.has("json"), terminal);
      return 2;
    }
  },
});

const setting = (said: string): Diagnosis => ({
  id: "settings",
  title: "Settings",
  state: "problem",
  said,
  why: "The server does not start without it.",
});

async function tell(found: readonly Diagnosis[], json: boolean, terminal: Terminal): Promise<void> {
  const { renderDiagnosisText } = await import("../../render/diagnosis.ts");
  terminal.out(json ? `${JSON.stringify({ diagnoses: found }, null, 2)}\n` : renderDiagnosisText(found));
}
