import { rm } from "node:fs/promises";
import { defineSubcommand } from "../subcommand.ts";
import { UsageError } from "../usage-error.ts";

const HOUR = 3_600_000;

export default defineSubcommand({
  name: "setup",
  summary: "Register the GitHub App and write its settings to a file, once",
  usage: ["setup --webhook-url URL [--public-url URL] [--org NAME] [OPTIONS]"],
  words: [0, 0],
  options: [
    { name: "webhook-url", value: "URL", help: "Where GitHub reaches the server: https://…/api/github/webhooks" },
    {
      name: "public-url",
      value: "URL",
      help: "The server's address for people; with it the report page can sign them in",
    },
    { name: "org", value: "NAME", help: "The organisation that owns the App (default: your own account)" },
    { name: "name", value: "NAME", help: "What it is called at GitHub, where names are unique (default: Dataplan)" },
    { name: "github", value: "URL", help: "A GitHub Enterprise Server (default: https://github.com)" },
    { name: "output", value: "FILE", help: "Where its settings go, readable by you alone (default: .env)" },
    { name: "port", value: "N", help: "Port on 127.0.0.1 for your browser (default: any)" },
  ],
  details:
    "Opens one page on this machine's loopback. Its button takes you to GitHub, which shows the permissions of app.yml; what GitHub answers is written to the file and compared with app.yml.",
  async run({ values }, terminal) {
    const webhookUrl = address("--webhook-url", values["webhook-url"]);
    if (webhookUrl === undefined)
      throw new UsageError("Unexpected absence of --webhook-url, expected the address where GitHub reaches the server");
    const publicUrl = address("--public-url", values["public-url"]);
    const github = address("--github", values["github"]) ?? "https://github.com";
    const port = Number(values["port"] ?? "0");
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new UsageError("Unexpected --port, expected a number from 0 to 65535");
    const { appManifest, manifest } = await import("../../app/manifest.ts");
    const { examine } = await import("../../doctor/examine.ts");
    const { registration } = await import("../setup/registration.ts");
    const { convert, registered } = await import("../setup/convert.ts");
    const { envText, newFile } = await import("../setup/env-file.ts");
    const { register } = await import("../setup/register.ts");
    const apiUrl = github === "https://github.com" ? "https://api.github.com" : `${github}/api/v3`;
    const output = values["output"] ?? ".env";
    const file = await newFile(output).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw new UsageError(`${output} cannot be written: ${error.message}`);
      throw new UsageError(`${output} is there already`, "Name another with --output; nothing is overwritten");
    });
    const { name, org } = values;
    const owner = org === undefined ? "settings" : `organizations/${encodeURIComponent(org)}/settings`;
    const app = appManifest();
    let written = false;
    try {
      await register({
        form: `${github}/${owner}/apps/new`,
        port,
        milliseconds: HOUR,
        manifest: (redirectUrl) =>
          registration(app, {
            webhookUrl,
            redirectUrl,
            ...(name === undefined ? {} : { name }),
            ...(publicUrl === undefined ? {} : { publicUrl }),
          }),
        ready: (page) => terminal.out(`Open in your browser, on this machine: ${page}\n`),
        async take(code) {
          const made = await convert(apiUrl, code).catch((error: unknown) => {
            const why = error instanceof Error ? error.message : String(error);
            throw new UsageError(
              `GitHub did not trade its code for the App: ${why}`,
              "A code counts once, for an hour",
            );
          });
          await file.writeFile(envText(made, apiUrl, publicUrl));
          written = true;
          const sighting = { wanted: manifest(), registered: { value: await registered(apiUrl, made) } };
          for (const { state, said, remedy } of examine(sighting))
            if (state !== "fine") terminal.err(`dataplan: ${said}\n    → ${remedy}\n`);
          terminal.out(
            `Registered ${made.slug} (${made.appId}). Its settings are in ${output}; keep that file secret.\n`,
          );
          terminal.out(
            `Next: install it at ${made.web}/installations/new, then start the server with these settings.\n`,
          );
          return `${made.slug} is registered. Its settings are where you called dataplan setup; this page may be closed.`;
        },
      });
      return 0;
    } finally {
      await file.close();
      if (!written) await rm(output);
    }
  },
});

function address(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new UsageError(`Unexpected ${option} \`${text}\`, expected an address such as https://dataplan.example.com`);
  return text.replace(/\/+$/, "");
}
