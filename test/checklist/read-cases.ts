import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";

/** One way in which a good plan of a kind is made wrong, and what is then said. Written by hand. */
export interface ChecklistCase {
  readonly kind: string;
  /** The folder beside the cases that is made wrong; "good" where not said. */
  readonly of: string;
  /** Which of the folder's plans, where it holds several. */
  readonly plan: string | undefined;
  readonly item: string;
  readonly says: string;
  readonly part: "S" | "Q" | "X";
  /** Text of the plan that stands there once → what stands there instead. */
  readonly replace: Readonly<Record<string, string>>;
  /** Files of head (and of base): their new text, or null where they go. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly base: Readonly<Record<string, string | null>>;
  readonly config: string | undefined;
  /** A part of the message, and a part of the line that it stands at. */
  readonly finds: string;
  readonly line: string | undefined;
  readonly level: string | undefined;
  /** Other items that speak up for the same reason. */
  readonly also: readonly string[];
}

const KEYS = new Set("says part of plan replace files base config finds line level also".split(" "));

export function readCases(root: string): readonly ChecklistCase[] {
  return globSync("fixtures/checklists/*/*.yml", { cwd: root })
    .toSorted()
    .flatMap((path) => {
      const [, , kind = ""] = path.replaceAll("\\", "/").split("/");
      const list = parse(readFileSync(join(root, path), "utf8")) as readonly Partial<ChecklistCase>[];
      return list.map((one): ChecklistCase => {
        const { says, part, finds } = one;
        for (const key of Object.keys(one)) if (!KEYS.has(key)) throw new Error(`${path}: unknown key ${key}`);
        if (says === undefined || part === undefined || finds === undefined)
          throw new Error(`${path}: a case needs says, part and finds`);
        return {
          kind,
          of: one.of ?? "good",
          plan: one.plan,
          item: basename(path, ".yml"),
          says,
          part,
          finds,
          replace: one.replace ?? {},
          files: one.files ?? {},
          base: one.base ?? {},
          config: one.config,
          line: one.line,
          level: one.level,
          also: one.also ?? [],
        };
      });
    });
}
