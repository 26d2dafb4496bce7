import { fileURLToPath } from "node:url";
import { Language, type Node, Parser, type Tree } from "web-tree-sitter";

const FILES = {
  python: "python",
  ruby: "ruby",
  typescript: "typescript",
  tsx: "tsx",
} as const;
export type Grammar = keyof typeof FILES;

/** Bad input must not hold a review: characters of one program (a nest of Ruby's `%w(` costs their square), and steps of the parser's own count. */
const LENGTH = { python: 1_000_000, ruby: 200_000, typescript: 200_000, tsx: 200_000 };
const PATIENCE = 20_000;

const loaded = new Map<Grammar, Promise<Parser>>();

async function load(grammar: Grammar): Promise<Parser> {
  await Parser.init();
  const file = import.meta.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${FILES[grammar]}.wasm`);
  const parser = new Parser();
  parser.setLanguage(await Language.load(fileURLToPath(file)));
  return parser;
}

/**
 * Reads a program without running it, and hands its tree to `look`; the tree is gone afterwards, so that what `look`
 * answers must be data of its own. Undefined where the text is too long or too tangled to be read in reasonable time. Broken parts of a program
 * are ERROR nodes in the tree.
 */
export async function readProgram<T>(text: string, grammar: Grammar, look: (root: Node) => T): Promise<T | undefined> {
  if (text.length > LENGTH[grammar]) return undefined;
  const parser = await (loaded.get(grammar) ?? remember(grammar));
  let steps = 0;
  const tree: Tree | null = parser.parse(text, null, { progressCallback: () => ++steps > PATIENCE });
  if (tree === null) {
    parser.reset();
    return undefined;
  }
  try {
    return look(tree.rootNode);
  } finally {
    tree.delete();
  }
}

function remember(grammar: Grammar): Promise<Parser> {
  const parser = load(grammar);
  loaded.set(grammar, parser);
  return parser;
}
