import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import type { Standin } from "../standin/standin.ts";
import { settings } from "../standin/client.ts";

/** The server as an operator runs it, listening. */
export interface ServerProcess {
  readonly url: string;
  /** One of `/metrics`; undefined where it is not told. */
  metric(name: string): Promise<number | undefined>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  kill(): void;
}

/** Starts `src/server.ts` of a folder against a stand-in. Rejects with what it said where it does not come to listen. */
export async function startServer(
  folder: string,
  standin: Standin,
  env: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const token = randomBytes(24).toString("hex");
  const child = spawn(process.execPath, ["src/server.ts"], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      APP_ID: String(settings.id),
      PRIVATE_KEY: settings.privateKey,
      WEBHOOK_SECRET: settings.webhookSecret,
      GITHUB_API_URL: standin.url,
      METRICS_TOKEN: token,
      HOST: "127.0.0.1",
      PORT: "0",
      ...env,
    },
  });
  let said = "";
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: unknown): void => {
      said += String(chunk);
      const found = /"url":"(http:[^"]+)"[^\n]*"msg":"listening"/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    void ended.then((code) => reject(new Error(`ended with ${code}:\n${said}`)));
  });
  return {
    url,
    async metric(name) {
      const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
      const line = (await answer.text()).split("\n").find((one) => one.startsWith(`${name} `));
      return line === undefined ? undefined : Number(line.slice(name.length + 1));
    },
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
    kill: () => void child.kill("SIGKILL"),
  };
}

/** Resolves when the stand-in has heard nothing for a second and every webhook was answered; rejects after two minutes. */
export async function quiet(standin: Standin, server: ServerProcess): Promise<void> {
  const open = async (): Promise<number> => {
    const states = await Promise.all(
      ["running", "waiting", "later"].map((state) => server.metric(`dataplan_queue_jobs{state="${state}"}`)),
    );
    return states.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  };
  const late = Date.now() + 120_000;
  for (let before = -1; before !== standin.requests.length || (await open()) > 0;) {
    if (Date.now() > late) throw new Error("the server did not come to an end with its work");
    before = standin.requests.length;
    await standin.idle();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
