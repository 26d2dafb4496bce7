import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The real server as its own process, which can be killed and begun again at the same address. */
export class ServerProcess {
  readonly url: string;
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  /** What the last process wrote. */
  said = "";

  constructor(port: number, env: Readonly<Record<string, string>>) {
    this.url = `http://127.0.0.1:${port}`;
    this.#env = { ...env, HOST: "127.0.0.1", PORT: String(port) };
  }

  /** Resolves with the milliseconds until it was ready. Rejects where it ended before. */
  async start(patience: number): Promise<number> {
    const began = performance.now();
    this.begin();
    while (performance.now() - began < patience) {
      if (this.#child?.exitCode !== null) break;
      const ready = await fetch(`${this.url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (ready) return performance.now() - began;
      await sleep(20);
    }
    throw new Error(`the server was not ready in time:\n${this.said}`);
  }

  /** Begins a process and waits for nothing. */
  begin(): void {
    this.said = "";
    const child = spawn(process.execPath, [join(import.meta.dirname, "../../src/server.ts")], {
      env: { PATH: process.env["PATH"], ...this.#env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const keep = (chunk: Buffer): void => {
      this.said += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once("exit", () => resolve()));
  }

  /** Resolves when it is gone. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
    this.#child?.kill(signal);
    await this.#ended;
    return this.#child?.exitCode ?? null;
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
