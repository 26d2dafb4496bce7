import { ownersAt } from "../code-owners.ts";
import type { CommandConfig } from "../model/config.ts";
import type { Repository } from "../ports.ts";
import { code, inline } from "../render/escape.ts";
import { MayNotAsk, type Organisation } from "./organisation.ts";

interface Person {
  readonly login: string;
  readonly id: number;
}

export interface WhoMayWaive {
  /** Why this person may not let findings in these files pass, as Markdown; undefined where they may. Any doubt is a no. */
  mayNot(who: Person, paths: readonly string[]): Promise<string | undefined>;
  /** The same for everybody, in words. */
  inWords(paths: readonly string[]): Promise<string>;
}

export interface WaiveQuestion {
  readonly organisation: Pick<Organisation, "isMember">;
  readonly repository: Repository;
  /** Head of the base branch: its CODEOWNERS count. */
  readonly branch: string;
  readonly config: CommandConfig;
  /** Ids of those whose change it is; a text says why they are not known. */
  readonly authors: () => Promise<ReadonlySet<number> | string>;
}

/** Who may let a finding pass: somebody else than its authors, and one whom the configuration or CODEOWNERS names. */
export function whoMayWaive({ organisation, repository, branch, config, authors }: WaiveQuestion): WhoMayWaive {
  const ownersOf = async (paths: readonly string[]): Promise<readonly (readonly string[])[]> => {
    if (config.waive.length > 0) return [config.waive];
    const lists = new Map<string, readonly string[]>();
    for (const path of new Set(paths)) {
      const owners = await ownersAt(repository, branch, path);
      if (owners.length > 0) lists.set(owners.join(" "), owners);
    }
    return [...lists.values()];
  };

  const isOne = async (login: string, owner: string): Promise<boolean> => {
    const [, org, team] = /^@([^/]+)(?:\/(.+))?$/.exec(owner) ?? [];
    if (org === undefined) return false;
    if (team === undefined) return org.toLowerCase() === login.toLowerCase();
    return organisation.isMember(owner, login);
  };

  const isOneOf = async (login: string, owners: readonly string[]): Promise<boolean> => {
    // People first: their names cost no question.
    for (const owner of owners.toSorted((a, b) => Number(a.includes("/")) - Number(b.includes("/"))))
      if (await isOne(login, owner)) return true;
    return false;
  };

  const mayNot = async ({ login, id }: Person, paths: readonly string[]): Promise<string | undefined> => {
    if (!config.ownWaivers) {
      const own = await authors();
      if (typeof own === "string") return `Nothing was done: ${own}.`;
      if (own.has(id)) return "Nothing was done: it is your own change, and a waiver takes a second pair of eyes.";
    }
    for (const owners of await ownersOf(paths))
      if (!(await isOneOf(login, owners))) return `Nothing was done: that is for ${named(owners)} to waive.`;
    return undefined;
  };

  return {
    async mayNot(who, paths) {
      try {
        return await mayNot(who, paths);
      } catch (error) {
        if (error instanceof MayNotAsk)
          return `Nothing was done: it could not be asked ${inline(error.message)}. With that, or with people named in ${code("commands.waive")}, this works.`;
        return "Nothing was done: who may waive could not be found out just now.";
      }
    },
    async inWords(paths) {
      const lists = await ownersOf(paths);
      const who = lists.length === 0 ? "everybody" : lists.map(named).join("; ");
      const second = config.ownWaivers ? "" : ", but nobody whose change it is";
      return `${who} with the role ${code("write")}${second}.`;
    },
  };
}

const named = (owners: readonly string[]): string => owners.map((owner) => code(owner)).join(" or ");
