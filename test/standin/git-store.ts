import { execFileSync } from "node:child_process";
import { git, gitText } from "./git-process.ts";

/** A file's new text; `null` removes it. A mode makes a script or, with 120000, a symbolic link, with 160000 a submodule at the commit that is its content. */
export type FileChange = string | Uint8Array | null | { readonly content: string | Uint8Array; readonly mode: string };

export interface Person {
  readonly name: string;
  readonly email: string;
}

interface Makers {
  readonly author: Person;
  readonly committer: Person;
  readonly date: Date;
}

export interface CommitRequest {
  readonly ref: string;
  readonly parent: string | null;
  readonly message: string;
  readonly author: Person;
  readonly date: Date;
  readonly files: Readonly<Record<string, FileChange>>;
}

export interface CommitData {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person & { readonly date: string };
  readonly committer: Person & { readonly date: string };
  readonly message: string;
}

const hash = /^[0-9a-f]{40}$/;

const quoted = (path: string): string => JSON.stringify(path).replaceAll(/\\u[0-9a-f]{4}/g, "?");

const utc = (date: string): string => new Date(date).toISOString().replace(".000Z", "Z");

export interface StoredEntry {
  readonly mode: string;
  readonly type: "blob" | "tree" | "commit";
  readonly sha: string;
  readonly size?: number;
  readonly path: string;
}

/** A bare repository with real objects, written and read by git itself. */
export class GitStore {
  readonly directory: string;
  /** Nobody else writes here, so where each reference points is known without asking. */
  readonly #refs = new Map<string, string>();
  readonly #known = new Map<string, Promise<unknown>>();

  constructor(directory: string, defaultBranch: string) {
    this.directory = directory;
    execFileSync("git", ["init", "--quiet", "--bare", `--initial-branch=${defaultBranch}`, directory], {
      env: { PATH: process.env["PATH"], GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" },
    });
  }

  async commit(request: CommitRequest): Promise<string> {
    const chunks: Uint8Array[] = [];
    const put = (line: string): void => void chunks.push(Buffer.from(`${line}\n`));
    const data = (bytes: Uint8Array): void => {
      put(`data ${bytes.length}`);
      chunks.push(bytes, Buffer.from("\n"));
    };
    const stamp = `${Math.floor(request.date.getTime() / 1000)} +0000`;
    const who = `${request.author.name} <${request.author.email}> ${stamp}`;
    put(`commit ${request.ref}`);
    put(`author ${who}`);
    put(`committer ${who}`);
    data(Buffer.from(request.message));
    if (request.parent !== null) put(`from ${request.parent}`);
    for (const [path, change] of Object.entries(request.files)) {
      if (change === null) {
        put(`D ${quoted(path)}`);
        continue;
      }
      const plain = typeof change === "string" || change instanceof Uint8Array;
      const content = plain ? change : change.content;
      if (!plain && change.mode === "160000") {
        put(`M 160000 ${String(content)} ${quoted(path)}`);
        continue;
      }
      put(`M ${plain ? "100644" : change.mode} inline ${quoted(path)}`);
      data(typeof content === "string" ? Buffer.from(content) : content);
    }
    put("");
    await git(this.directory, ["fast-import", "--quiet", "--force", "--date-format=raw"], Buffer.concat(chunks));
    const sha = await gitText(this.directory, ["rev-parse", request.ref]);
    this.#refs.set(request.ref, sha);
    return sha;
  }

  async resolve(name: string, type: "commit" | "tree" | "blob"): Promise<string | null> {
    if (name.startsWith("-")) return null;
    if (name.startsWith("refs/")) return type === "commit" ? (this.#refs.get(name) ?? null) : null;
    const flags = ["rev-parse", "--verify", "--quiet", `${name}^{${type}}`];
    const ask = async (): Promise<string | null> => {
      const { out, code } = await git(this.directory, flags, "", [1, 128]);
      return code === 0 ? out.toString("utf8").trim() : null;
    };
    const found = await (this.#known.get(`${type} ${name}`) ?? ask());
    // An object that is not there yet may come.
    if (found !== null && hash.test(name)) this.#known.set(`${type} ${name}`, Promise.resolve(found));
    return found as string | null;
  }

  /** What is asked of objects by their hash never changes, so git is asked once. */
  once<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#known.get(question);
    if (known !== undefined) return known as Promise<T>;
    const asked = ask();
    this.#known.set(question, asked);
    asked.catch(() => this.#known.delete(question));
    return asked;
  }

  /** A commit named as GitHub lets one name it: SHA, branch, or a full reference. */
  async commitNamed(name: string): Promise<string | null> {
    const candidates = /^[0-9a-f]{7,40}$/.test(name) ? [name] : [];
    candidates.push(`refs/heads/${name}`, name.startsWith("refs/") ? name : `refs/${name}`);
    for (const candidate of candidates) {
      const sha = await this.resolve(candidate, "commit");
      if (sha !== null) return sha;
    }
    return null;
  }

  async setRef(ref: string, sha: string): Promise<void> {
    await git(this.directory, ["update-ref", ref, sha]);
    this.#refs.set(ref, sha);
  }

  async deleteRef(ref: string): Promise<void> {
    await git(this.directory, ["update-ref", "-d", ref]);
    this.#refs.delete(ref);
  }

  /** The commit that merges one commit into another; `null` where they conflict. */
  async mergeCommit(ours: string, theirs: string, message: string, by?: Makers): Promise<string | null> {
    const { out, code } = await git(
      this.directory,
      ["merge-tree", "--write-tree", "--no-messages", ours, theirs],
      "",
      [1],
    );
    if (code !== 0) return null;
    const tree = out.toString("utf8").trim();
    if (by === undefined)
      return gitText(this.directory, ["commit-tree", tree, "-p", ours, "-p", theirs, "-m", message]);
    const line = ({ name, email }: Person): string =>
      `${name} <${email}> ${Math.floor(by.date.getTime() / 1000)} +0000`;
    const head = [`tree ${tree}`, `parent ${ours}`, `parent ${theirs}`];
    const text = [...head, `author ${line(by.author)}`, `committer ${line(by.committer)}`, "", message, ""].join("\n");
    const made = await git(this.directory, ["hash-object", "-t", "commit", "-w", "--stdin"], text);
    return made.out.toString("utf8").trim();
  }

  refs(prefix: string): readonly { readonly ref: string; readonly sha: string }[] {
    return [...this.#refs]
      .filter(([ref]) => ref.startsWith(prefix))
      .map(([ref, sha]) => ({ ref, sha }))
      .sort((a, b) => (a.ref < b.ref ? -1 : 1));
  }

  readCommit(sha: string): Promise<CommitData> {
    return this.once(`show ${sha}`, () => this.#readCommit(sha));
  }

  async #readCommit(sha: string): Promise<CommitData> {
    const format = ["%H", "%T", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%B"].join("%x00");
    const text = await gitText(this.directory, ["show", "-s", `--format=${format}`, sha]);
    const [id = "", tree = "", parents = "", an = "", ae = "", ad = "", cn = "", ce = "", cd = "", body = ""] =
      text.split("\0");
    return {
      sha: id,
      tree,
      parents: parents.split(" ").filter((parent) => parent !== ""),
      author: { name: an, email: ae, date: utc(ad) },
      committer: { name: cn, email: ce, date: utc(cd) },
      message: body.trimEnd(),
    };
  }

  tree(sha: string, recursive: boolean): Promise<readonly StoredEntry[]> {
    return this.#list(recursive ? ["-r", "-t", sha] : [sha]);
  }

  /** What a commit holds at a path, which must not be the root. */
  async entry(commit: string, path: string): Promise<StoredEntry | undefined> {
    return (await this.#list([commit, "--", path])).find((entry) => entry.path === path);
  }

  async #list(args: readonly string[]): Promise<readonly StoredEntry[]> {
    const flags = ["ls-tree", "-l", "-z", ...args];
    const { out } = await this.once(flags.join("\0"), () => git(this.directory, flags));
    return out
      .toString("utf8")
      .split("\0")
      .filter((line) => line !== "")
      .map((line) => {
        const tab = line.indexOf("\t");
        const [mode = "", type = "", id = "", size = "-"] = line.slice(0, tab).split(/ +/);
        const entry = { mode, type: type as StoredEntry["type"], sha: id, path: line.slice(tab + 1) };
        return size === "-" ? entry : { ...entry, size: Number(size) };
      });
  }

  async blob(sha: string): Promise<Buffer | null> {
    const { out, code } = await git(this.directory, ["cat-file", "blob", sha], "", [128]);
    return code === 0 ? out : null;
  }

  /** Many at once, since each question to git is a process. */
  async blobs(shas: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const { out } = await git(this.directory, ["cat-file", "--batch"], `${shas.join("\n")}\n`);
    const found = new Map<string, Buffer>();
    for (let at = 0; at < out.length;) {
      const end = out.indexOf("\n", at);
      const [sha = "", type = "", size = "0"] = out.toString("utf8", at, end).split(" ");
      at = end + 1;
      if (type === "missing") continue;
      if (type === "blob") found.set(sha, out.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
    return found;
  }

  async mergeBase(a: string, b: string): Promise<string | null> {
    const flags = ["merge-base", a, b];
    const { out, code } = await this.once(flags.join(" "), () => git(this.directory, flags, "", [1]));
    return code === 0 ? out.toString("utf8").trim() : null;
  }

  /** Commits that `to` has and `from` lacks, oldest first. */
  async between(from: string, to: string): Promise<readonly string[]> {
    const flags = ["rev-list", "--reverse", "--topo-order", `${from}..${to}`];
    const text = await this.once(flags.join(" "), () => gitText(this.directory, flags));
    return text === "" ? [] : text.split("\n");
  }

  /** Commits behind a commit that changed a path, newest first. */
  async touching(commit: string, path: string): Promise<readonly string[]> {
    const text = await gitText(this.directory, ["--literal-pathspecs", "rev-list", commit, "--", path]);
    return text === "" ? [] : text.split("\n");
  }

  /** Whether git can merge the two without a conflict. */
  async merges(ours: string, theirs: string): Promise<boolean> {
    const flags = ["merge-tree", "--write-tree", "--no-messages", ours, theirs];
    // Before 2.38 git does not know --write-tree (129): then no conflict is claimed.
    const { code } = await this.once(flags.join(" "), () => git(this.directory, flags, "", [1, 129]));
    return code !== 1;
  }
}
