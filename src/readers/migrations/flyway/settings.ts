import type { Document } from "../framework.ts";

/** What a settings file says of one Flyway: the same words, whoever starts it. */
export interface Settings {
  readonly locations: readonly string[];
  readonly outOfOrder: boolean;
  readonly placeholders: Readonly<Record<string, string>>;
  readonly prefix: string;
  readonly suffix: string;
  /** Placeholders stay as they are. */
  readonly asIs: boolean;
}

const SIGN =
  /^[ \t]*(?:spring\.|quarkus\.)?flyway[.:][ \t]*\S|^[ \t]*\[flyway\b|^[ \t]*["']?flyway["']?:[ \t]*$|^[ \t]*flyway\s*\{|<artifactId>flyway-maven-plugin</m;

/** Flyway's own files, and those of what starts it: Spring, Quarkus, Micronaut, Maven, Gradle. */
export const flywaySettings: Document<readonly Settings[]> = {
  owns: (text) =>
    text.length < 300_000 && SIGN.test(text) && !/^\s*(?:--|\/\*|(?:create|alter|insert|drop)\s)/i.test(text),
  read: async (text) => groups(await pairsIn(text)).map(settings),
};

/** One thing that is said: its dotted name, and its values. */
type Said = readonly [name: string, values: readonly string[]];

async function pairsIn(text: string): Promise<readonly Said[]> {
  if (/<artifactId>flyway-maven-plugin</.test(text)) return maven(text);
  if (/^[ \t]*flyway\s*\{/m.test(text)) return gradle(text);
  if (/^[ \t]*\[(?:flyway|environments)\b/m.test(text)) return toml(text);
  if (/^[ \t]*[\w.-]*flyway\.[\w.-]+[ \t]*[=:]/m.test(text)) return properties(text);
  return yaml(text);
}

function properties(text: string): readonly Said[] {
  return text
    .replaceAll(/\\\r?\n[ \t]*/g, "")
    .split("\n")
    .flatMap((line): readonly Said[] => {
      const [, name = "", value = ""] = /^\s*([\w.-]*flyway\.[\w.-]+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
      return name === "" ? [] : [[name, name.includes("laceholder") ? [value] : list(value)]];
    });
}

const list = (value: string): readonly string[] =>
  value
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");

function toml(text: string): readonly Said[] {
  let table = "";
  return text.split("\n").flatMap((line): readonly Said[] => {
    const head = /^\s*\[([\w.-]+)\]/.exec(line)?.[1];
    if (head !== undefined) table = head;
    const [, name = "", value = ""] = /^\s*"?([\w.-]+)"?\s*=(.*)$/.exec(line) ?? [];
    if (head !== undefined || name === "") return [];
    return [[table === "" ? name : `${table}.${name}`, words(value.trim())]];
  });
}

/** The strings of a list, or the one value. */
function words(value: string): readonly string[] {
  const quoted = [...value.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, one, other]) => one ?? other ?? "");
  return quoted.length > 0 ? quoted : [value];
}

async function yaml(text: string): Promise<readonly Said[]> {
  const { parseAllDocuments } = await import("yaml");
  const said: Said[] = [];
  const walk = (value: unknown, name: string, depth: number): void => {
    if (depth > 12 || said.length > 5000) return;
    if (Array.isArray(value)) said.push([name, value.map(String)]);
    else if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, name === "" ? key : `${name}.${key}`, depth + 1);
    else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      said.push([name, name.includes("laceholder") ? [String(value)] : list(String(value))]);
  };
  try {
    for (const document of parseAllDocuments(text, { prettyErrors: false, logLevel: "silent" }))
      if ("toJS" in document) walk(document.toJS({ maxAliasCount: 100 }), "", 0);
  } catch {
    return said;
  }
  return said.filter(([name]) => /(?:^|\.)flyway\./.test(name));
}

function gradle(text: string): readonly Said[] {
  const from = text.search(/^[ \t]*flyway\s*\{/m);
  const block = text.slice(from, from + 4000);
  return [
    ...block.matchAll(/\b(locations|outOfOrder|placeholders)\s*=\s*(\[[^\]]*\]|arrayOf\([^)]*\)|mapOf\([^)]*\)|\w+)/g),
  ].flatMap(([, name = "", value = ""]): readonly Said[] => {
    if (name !== "placeholders") return [[`flyway.${name}`, words(value)]];
    return [...value.matchAll(/["']?([\w.-]+)["']?\s*(?::|to)\s*["']([^"']*)["']/g)].map(
      ([, key = "", said = ""]): Said => [`flyway.placeholders.${key}`, [said]],
    );
  });
}

function maven(text: string): readonly Said[] {
  const [, plugin = ""] = /<artifactId>flyway-maven-plugin<\/artifactId>([\s\S]{0,8000}?)<\/plugin>/.exec(text) ?? [];
  const locations = [...plugin.matchAll(/<location>([^<]*)<\/location>/g)].map(([, one = ""]) => one.trim());
  const order = /<outOfOrder>\s*(\w+)\s*</.exec(plugin)?.[1];
  const [, slots = ""] = /<placeholders>([\s\S]*?)<\/placeholders>/.exec(plugin) ?? [];
  return [
    ...(locations.length === 0 ? [] : [["flyway.locations", locations] as const]),
    ...(order === undefined ? [] : [["flyway.outOfOrder", [order]] as const]),
    ...[...slots.matchAll(/<([\w.-]+)>([^<]*)<\/\1>/g)].map(
      ([, name = "", value = ""]) => [`flyway.placeholders.${name}`, [value.trim()]] as const,
    ),
  ];
}

const camel = (name: string): string => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

const OWN = /^(locations|out-?[oO]f-?[oO]rder|placeholder-?(?:[pP]refix|[sS]uffix|[rR]eplacement))$|^placeholders\./;

/** One group for each Flyway that a file tells of: Micronaut and Quarkus have one a data source. */
function groups(said: readonly Said[]): readonly (readonly Said[])[] {
  const found = new Map<string, Said[]>();
  for (const [name, values] of said) {
    const inside = name.replace(/^.*?\bflyway\./, "").replaceAll('"', "");
    const parts = inside.split(".");
    const at = parts.findIndex((_, i) => OWN.test(parts.slice(i).join(".")));
    if (at < 0) continue;
    const group = parts.slice(0, at).join(".");
    const own = found.get(group) ?? [];
    own.push([parts.slice(at).join("."), values]);
    found.set(group, own);
  }
  return [...found.values()];
}

/** Spring fills in `${NAME:default}` itself; without a default nobody knows. */
const known = (value: string): string | undefined => {
  const reference = /^\$\{[^:}]*(?::([^}]*))?\}$/.exec(value);
  return reference === null ? value : reference[1];
};

function settings(said: readonly Said[]): Settings {
  const of = (name: string): readonly string[] => said.find(([own]) => camel(own) === name)?.[1] ?? [];
  const placeholders = said.flatMap(([name, [value = ""]]) => {
    const filled = name.startsWith("placeholders.") ? known(value) : undefined;
    return filled === undefined ? [] : [[name.slice("placeholders.".length), filled] as const];
  });
  return {
    locations: of("locations"),
    outOfOrder: of("outOfOrder")[0] === "true",
    placeholders: Object.fromEntries(placeholders),
    prefix: of("placeholderPrefix")[0] ?? "${",
    suffix: of("placeholderSuffix")[0] ?? "}",
    asIs: of("placeholderReplacement")[0] === "false",
  };
}
