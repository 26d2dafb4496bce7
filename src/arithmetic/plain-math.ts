const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    times: "×",
    cdot: "×",
    ast: "×",
    div: "÷",
    approx: "≈",
    simeq: "≈",
    sim: "~",
    space: " ",
    quad: " ",
    left: "",
    right: "",
    lceil: "⌈",
    rceil: "⌉",
    lfloor: "⌊",
    rfloor: "⌋",
    rightarrow: "→",
    to: "→",
    implies: "→",
  }),
);
const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({ times: "×", nbsp: " ", asymp: "≈", divide: "÷", middot: "·", rarr: "→", plusmn: "±" }),
);
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Formulas of TeX, HTML and superscripts in one plain notation; lines stay lines. */
export const plainMath = (text: string): string =>
  text
    .replaceAll(/\\(?:text|mathrm|mathit|textbf|mathbf)\{([^{}]*)\}/g, "$1")
    .replaceAll(/\\d?frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}/g, "(($1)/($2))")
    .replaceAll(/\\([a-zA-Z]+)/g, (all: string, word: string) => SIGNS.get(word) ?? all)
    .replaceAll(/\\([%$*_,])/g, (_, sign: string) => (sign === "," ? " " : sign))
    .replaceAll(/(\d)\{,\}(?=\d)/g, "$1,")
    .replaceAll(/\^\{(\d+)\}/g, "^$1")
    .replaceAll(/<sup>\s*(\d+)\s*<\/sup>/gi, "^$1")
    .replaceAll(
      /[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g,
      (raised) =>
        `^${raised
          .split("")
          .map((digit) => SUPERSCRIPTS.indexOf(digit))
          .join("")}`,
    )
    .replaceAll(/&([a-z]+);/g, (all: string, word: string) => ENTITIES.get(word) ?? all)
    .replaceAll(/\]\([^()\s]*\)/g, "]")
    .replaceAll("$$", " ")
    .replaceAll(/[ \u00a0\t]{2,}/g, " ");

/** `1.350` is a thousand where the document writes its decimals with commas; places stay. */
export const withoutPoints = (text: string): string =>
  text.replaceAll(/(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.]|,\d{3})/g, (digits) => digits.replaceAll(".", "\u00a0"));
