import type { Document } from "../framework.ts";

/** One line of a plan that deploys something. */
export interface Planned {
  readonly name: string;
  /** Which time it stands in the plan: reworked changes stand there again. */
  readonly time: number;
  /** Tags between this and its next rework, by which its own files are known from then on. */
  readonly tags: readonly string[];
  readonly line: number;
}

export interface Plan {
  readonly kind: "plan";
  readonly project?: string;
  readonly changes: readonly Planned[];
}

/** What a `sqitch.conf` says. */
export interface Conf {
  readonly kind: "conf";
  readonly engine?: string;
  readonly topDir?: string;
  readonly deployDir?: string;
  readonly revertDir?: string;
  readonly extension?: string;
  readonly variables: Readonly<Record<string, string>>;
}

const PLAN = /^\uFEFF?(?:[^\S\n]*(?:#.*)?\n)*%(?:syntax-version|project)\s*=/;
const CONF = /^[^\S\n]*\[core\][^\S\n]*$/m;

export const sqitchFiles: Document<Plan | Conf> = {
  owns: (text) =>
    PLAN.test(text) ||
    (CONF.test(text) && /^[^\S\n]*(?:[#;][^\S\n]*)?(?:engine|top_dir|plan_file)[^\S\n]*=/m.test(text)),
  read: (text) => (PLAN.test(text) ? planOf(text) : confOf(text)),
};

function planOf(text: string): Plan {
  const lines: { name: string; line: number; at: number }[] = [];
  const tags: { name: string; at: number }[] = [];
  let project: string | undefined;
  for (const [i, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    const pragma = /^%\s*project\s*=\s*(\S+)/.exec(line);
    if (pragma !== null) project = pragma[1];
    if (line === "" || /^[#%]/.test(line)) continue;
    const tag = /^@(\S+)/.exec(line)?.[1];
    // A line with a minus takes back; nothing that reads a plan today follows it.
    const name = /^\+?\s*([^\s@#[+-][^\s@#[]*)/.exec(line)?.[1];
    if (tag !== undefined) tags.push({ name: tag, at: i });
    else if (name !== undefined) lines.push({ name, line: i + 1, at: i });
  }
  const changes = lines.map(({ name, line, at }): Planned => {
    const next = lines.find((other) => other.name === name && other.at > at)?.at;
    const time = lines.filter((other) => other.name === name && other.at <= at).length;
    const own = next === undefined ? [] : tags.filter((tag) => tag.at > at && tag.at < next).map((tag) => tag.name);
    return { name, time, tags: own, line };
  });
  return { kind: "plan", changes, ...(project === undefined ? {} : { project }) };
}

function confOf(text: string): Conf {
  const values = new Map<string, string>();
  const variables: Record<string, string> = {};
  let section = "";
  for (const line of text.split("\n")) {
    const head = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
    if (head !== undefined) section = head.replaceAll('"', "").trim();
    const [, name = "", value = ""] = /^\s*([\w.-]+)\s*=(.*)$/.exec(line) ?? [];
    if (name === "") continue;
    const said = value.trim().replace(/^"(.*)"$/, "$1");
    if (section.endsWith("variables")) variables[name] = said;
    else if (section === "core") values.set(name, said);
  }
  const [engine, topDir, deployDir, revertDir, extension] = [
    "engine",
    "top_dir",
    "deploy_dir",
    "revert_dir",
    "extension",
  ].map((name) => values.get(name));
  return {
    kind: "conf",
    variables,
    ...(engine === undefined ? {} : { engine }),
    ...(topDir === undefined ? {} : { topDir }),
    ...(deployDir === undefined ? {} : { deployDir }),
    ...(revertDir === undefined ? {} : { revertDir }),
    ...(extension === undefined ? {} : { extension }),
  };
}
