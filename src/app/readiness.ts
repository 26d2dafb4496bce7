import { createPrivateKey } from "node:crypto";
import type { Sql } from "../store/sql.ts";
import type { Clock } from "./clock.ts";

export interface ReadinessOptions {
  readonly database: Sql;
  /** PEM. */
  readonly privateKey: string;
  readonly clock: Clock;
  readonly stopping: () => boolean;
}

const PATIENCE_MS = 2_000;
/** GitHub takes our signature for at most a minute of difference. */
const CLOCK_MS = 30_000;

/** Why this process should get no traffic; empty where it may. GitHub being away is no reason: deliveries are kept all the same. */
export async function notReady({
  database,
  privateKey,
  clock,
  stopping,
}: ReadinessOptions): Promise<readonly string[]> {
  const problems: string[] = [];
  if (stopping()) problems.push("stopping");
  if (!(await answers(database))) problems.push("the store does not answer");
  try {
    createPrivateKey(privateKey);
  } catch {
    problems.push("the private key cannot be read");
  }
  if (Math.abs(clock.ahead) > CLOCK_MS) {
    const seconds = Math.round(Math.abs(clock.ahead) / 1_000);
    problems.push(`the clock is ${seconds} s ${clock.ahead > 0 ? "ahead of" : "behind"} GitHub's`);
  }
  return problems;
}

async function answers(database: Sql): Promise<boolean> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    late = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const asked = database.query("SELECT 1").then(
    () => true,
    () => false,
  );
  return Promise.race([asked, tooLate]).finally(() => clearTimeout(late));
}
