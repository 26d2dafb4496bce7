export type Land =
  | "EU"
  | "UK"
  | "Switzerland"
  | "US"
  | "Canada"
  | "South America"
  | "Asia"
  | "Australia"
  | "Africa"
  | "Middle East";

/** A region of a cloud as written, and the land that it lies in. */
export interface CloudRegion {
  readonly name: string;
  readonly land: Land;
}

/** Regions in Europe that are no part of the European Union; all others named `eu-…` or `europe-…` are. */
const BESIDE_EU: ReadonlyMap<string, Land> = new Map([
  ["eu-west-2", "UK"],
  ["europe-west2", "UK"],
  ["eu-central-2", "Switzerland"],
  ["europe-west6", "Switzerland"],
]);
const PREFIXES: readonly (readonly [RegExp, Land])[] = [
  [/^(?:eu|europe)-/, "EU"],
  [/^(?:northeurope|westeurope|germany|france|sweden|italy|poland|spain)/, "EU"],
  [/^uk/, "UK"],
  [/^switzerland/, "Switzerland"],
  [/^us-|us\d?$/, "US"],
  [/^ca-|^northamerica-|^canada/, "Canada"],
  [/^sa-|^southamerica-|^brazil/, "South America"],
  [/^ap-southeast-(?:2|4)|^australia/, "Australia"],
  [/^ap-|^asia-|asia$|^japan|^korea|india$/, "Asia"],
  [/^af-|^africa-|^southafrica/, "Africa"],
  [/^me-|^il-|^uae|^qatar/, "Middle East"],
];
const NAME =
  /\b(?:(?:us|eu|ap|sa|ca|me|af|il)-(?:gov-)?(?:north|south|east|west|central)(?:east|west)?(?:-?\d)?|(?:us|europe|asia|australia|northamerica|southamerica|africa|me)-(?:north|south|east|west|central)(?:east|west)?\d{0,2}|(?:north|west)europe|(?:germany|france|sweden|italy|poland|spain|switzerland|uae|qatar)(?:north|south|west|central|westcentral)|uk(?:south|west)|(?:east|west|central|northcentral|southcentral|westcentral)us\d?|canada(?:central|east)|brazilsouth|australia(?:east|southeast|central)|(?:east|southeast)asia|japan(?:east|west)|korea(?:central|south)|(?:central|south|west)india|southafricanorth)\b/gi;

/** The regions of the usual clouds that a text names (`eu-north`, `us-east-1`, `europe-west3`, `westeurope`). */
export const regionsIn = (text: string): readonly CloudRegion[] =>
  [...new Set((text.match(NAME) ?? []).map((name) => name.toLowerCase()))].flatMap((name) => {
    const land = BESIDE_EU.get(name) ?? PREFIXES.find(([words]) => words.test(name))?.[1];
    return land === undefined ? [] : [{ name, land }];
  });

const WORDS: readonly (readonly [RegExp, readonly Land[]])[] = [
  [/\bEU\b|\bEEA\b|\bEuropean (?:Union|Economic Area)\b|\bGermany\b|\bFrance\b|\bIreland\b|\bNetherlands\b/, ["EU"]],
  [/\bEurope\b/, ["EU", "UK", "Switzerland"]],
  [/\bUK\b|\bUnited Kingdom\b|\b(?:Great )?Britain\b/, ["UK"]],
  [/\bSwitzerland\b/, ["Switzerland"]],
  [/\bUSA?\b|\bU\.S\.|\bUnited States\b|\bNorth America\b/, ["US"]],
  [/\bCanada\b|\bNorth America\b/, ["Canada"]],
  [/\bBrazil\b|\bSouth America\b|\bLatin America\b/, ["South America"]],
  [/\bAsia\b|\bJapan\b|\bIndia\b|\bSingapore\b|\bKorea\b/, ["Asia"]],
  [/\bAustralia\b|\bNew Zealand\b|\bOceania\b/, ["Australia"]],
  [/\bAfrica\b/, ["Africa"]],
  [/\bMiddle East\b|\bUAE\b|\bIsrael\b/, ["Middle East"]],
];

/** The lands that a text names in words. */
export const landsIn = (text: string): readonly Land[] => [
  ...new Set(WORDS.flatMap(([words, lands]) => (words.test(text) ? lands : []))),
];
