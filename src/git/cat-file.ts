import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { failureOf } from "./failure.ts";
import { notStarted, startGit, type GitPlace } from "./run.ts";

interface Asked {
  readonly hash: string;
  readonly done: (content: Buffer | undefined) => void;
  readonly failed: (reason: Error) => void;
}

/** One long-lived `git cat-file --batch`: the answers come in the order of the questions. */
export class CatFile {
  readonly #place: GitPlace;
  #child: ChildProcessWithoutNullStreams | undefined;
  #asked: Asked[] = [];
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes that must be there before it is worth looking again: a large blob arrives in many chunks. */
  #wanted = 1;
  #stderr = "";

  constructor(place: GitPlace) {
    this.#place = place;
  }

  read(hash: string): Promise<Buffer | undefined> {
    return new Promise((done, failed) => {
      this.#asked.push({ hash, done, failed });
      this.#running().stdin.write(`${hash}\n`);
    });
  }

  close(): void {
    this.#child?.stdin.end();
    this.#child = undefined;
  }

  #running(): ChildProcessWithoutNullStreams {
    if (this.#child !== undefined) return this.#child;
    const child = startGit(this.#place, ["cat-file", "--batch"]);
    this.#child = child;
    child.stdout.on("data", (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
      if (this.#length >= this.#wanted) this.#take();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      this.#stderr = `${this.#stderr}${chunk.toString()}`.slice(-4000);
    });
    child.stdin.on("error", () => undefined);
    // One that was closed on purpose takes nobody's questions with it.
    child.on("error", (error) => this.#child === child && this.#lost(notStarted(error)));
    child.on(
      "close",
      () => this.#child === child && this.#lost(failureOf(this.#place.directory, "cat-file", this.#stderr)),
    );
    return child;
  }

  #take(): void {
    let buffer = Buffer.concat(this.#chunks, this.#length);
    this.#wanted = 1;
    for (;;) {
      const end = buffer.indexOf(10);
      if (end < 0) break;
      const [, kind, size] = buffer.toString("latin1", 0, end).split(" ");
      const bytes = size === undefined ? 0 : Number(size) + 1;
      if (buffer.length < end + 1 + bytes) {
        this.#wanted = end + 1 + bytes;
        break;
      }
      const content = kind === "blob" ? Buffer.from(buffer.subarray(end + 1, end + bytes)) : undefined;
      buffer = buffer.subarray(end + 1 + bytes);
      this.#asked.shift()?.done(content);
    }
    this.#chunks = buffer.length > 0 ? [buffer] : [];
    this.#length = buffer.length;
  }

  #lost(reason: Error): void {
    this.#child = undefined;
    this.#chunks = [];
    this.#length = 0;
    this.#wanted = 1;
    for (const { failed } of this.#asked.splice(0)) failed(reason);
  }
}
