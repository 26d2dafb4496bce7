import { spawnSync } from "node:child_process";

/** What one run of Node cost: milliseconds by the clock and of a processor (user and system, all threads), bytes at its largest. */
export interface Cost {
  readonly wall: number;
  readonly work: number;
  readonly memory: number;
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Says at its end what it used: a busy machine changes what the clock says, not this. */
const TELL =
  "data:text/javascript,import{writeSync}from'node:fs';process.on('exit',()=>{const{userCPUTime,systemCPUTime,maxRSS}=process.resourceUsage();writeSync(3,JSON.stringify([(userCPUTime+systemCPUTime)/1000,maxRSS*1024]))})";

export function costOf(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Cost {
  const start = performance.now();
  const { status, output } = spawnSync(process.execPath, ["--import", TELL, ...args], {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 1e9,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const wall = performance.now() - start;
  const [, stdout = "", stderr = "", told] = output;
  const [work = NaN, memory = NaN] = told ? (JSON.parse(told) as number[]) : [];
  return { wall, work, memory, status, stdout: stdout ?? "", stderr: stderr ?? "" };
}
