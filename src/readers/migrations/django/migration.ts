import { readProgram } from "../../../code/grammar.ts";
import { followModule } from "../../../code/python/program.ts";
import { itemsOf, nameOf, type Scope, textOf, truthOf, type Value } from "../../../code/python/value.ts";
import { labelIn } from "./is-django.ts";

/** What a Python file says to Django. */
export type DjangoFile = MigrationFile | AppFile;

export interface MigrationFile {
  readonly is: "migration";
  /** `app` and `name`; the user's app, which the settings name, has no name here. */
  readonly dependencies: readonly (readonly [string, string])[];
  readonly before: readonly (readonly [string, string])[];
  readonly replaces: readonly (readonly [string, string])[];
  /** Undefined where they are put together by the program. */
  readonly operations?: readonly Value[];
  readonly atomic: boolean;
}

/** `apps.py`, where it names its app otherwise than its folder does. */
interface AppFile {
  readonly is: "app";
  readonly label: string;
}

export async function readDjango(text: string): Promise<DjangoFile | undefined> {
  const label = labelIn(text);
  if (label !== undefined) return { is: "app", label };
  const read = await readProgram(text, "python", (root): MigrationFile | undefined => {
    const { scope } = followModule(root, { done: () => 0, call: () => undefined });
    const own = scope.names.get("Migration");
    return own?.is === "class" ? told(own.scope) : undefined;
  });
  return read ?? { is: "migration", dependencies: [], before: [], replaces: [], atomic: true };
}

function told({ names }: Scope): MigrationFile {
  const operations = itemsOf(names.get("operations") ?? { is: "list", items: [] });
  return {
    is: "migration",
    dependencies: pairs(names.get("dependencies")),
    before: pairs(names.get("run_before")),
    replaces: pairs(names.get("replaces")),
    ...(operations === undefined ? {} : { operations: operations.map(bare) }),
    atomic: truthOf(names.get("atomic")) !== false,
  };
}

function pairs(value: Value | undefined): readonly (readonly [string, string])[] {
  return (itemsOf(value) ?? []).flatMap((item) => {
    const [app, name] = (itemsOf(item) ?? []).map(textOf);
    if (app !== undefined && name !== undefined) return [[app, name] as const];
    return (nameOf(item) ?? "").endsWith("swappable_dependency") ? [["", "__first__"] as const] : [];
  });
}

/** The value without the tree that it was read from, which is gone afterwards. */
function bare(value: Value): Value {
  switch (value.is) {
    case "function":
    case "class":
      return { is: "name", name: value.name };
    case "list":
      return { ...value, items: value.items.map(bare) };
    case "map":
      return {
        ...value,
        entries: new Map([...value.entries].map(([key, [own, one]]) => [key, [bare(own), bare(one)] as const])),
      };
    case "member":
      return { ...value, of: bare(value.of) };
    case "operation":
      return { ...value, items: value.items.map(bare) };
    case "call":
      return {
        ...value,
        of: bare(value.of),
        plain: value.plain.map(bare),
        named: Object.fromEntries(Object.entries(value.named).map(([key, one]) => [key, bare(one)])),
      };
    default:
      return value;
  }
}
