/** The words of GitHub's paths that we use; whatever else stands in one is somebody's name, a number or a hash. */
const WORDS = new Set(
  (
    "access_tokens annotations api app app-manifests attempts blobs branches check-runs check-suites collaborators comments " +
    "commits compare contents conversions deliveries errors git graphql hook installation installations issues labels login " +
    "matching-refs members memberships oauth orgs permission protection pulls reactions ref refs repos repositories reviews " +
    "rules rulesets status statuses teams trees user users v3"
  ).split(" "),
);

/** So many segments after these are names, whatever they look like: a repository may be called `pulls`, a folder `users`. */
const NAMES_AFTER: Readonly<Record<string, number>> = {
  repos: 2,
  orgs: 1,
  users: 1,
  repositories: 1,
  memberships: 1,
  commits: 1,
  branches: 1,
  compare: 1,
  labels: 1,
  contents: Infinity,
  ref: Infinity,
  "matching-refs": Infinity,
};

/** A call as `GET /repos/:/:/pulls/:`, which tells what was asked and nothing of whom. */
export function operationOf(method: string, url: string): string {
  const [, path = ""] = /^[a-z]+:\/\/[^/]+([^?#]*)/.exec(url) ?? [];
  const told: string[] = [];
  let names = 0;
  for (const segment of path.split("/").filter((part) => part !== "")) {
    const isWord = names === 0 && WORDS.has(segment);
    told.push(isWord ? segment : ":");
    if (names === Infinity) break;
    names = isWord ? (NAMES_AFTER[segment] ?? 0) : Math.max(0, names - 1);
  }
  return `${method} /${told.join("/")}`;
}
