import { parentPort, workerData } from "node:worker_threads";
import type { Asked, Told, WorkerSetup } from "./protocol.ts";
import { Session } from "./session.ts";

const session = new Session(workerData as WorkerSetup);
const tell = (told: Told): void => parentPort?.postMessage(told, []);

async function answer({ question }: Asked): Promise<void> {
  try {
    const answer = await session.answer(
      question,
      (phase, script) => tell({ told: "at", phase, ...(script === undefined ? {} : { script }) }),
      (running) => tell({ told: "theirs", running }),
    );
    tell({ told: "answer", answer });
  } catch (error) {
    tell({ told: "fault", reason: error instanceof Error ? error.message : String(error) });
  }
}

parentPort?.on("message", (asked: Asked) => void answer(asked));
