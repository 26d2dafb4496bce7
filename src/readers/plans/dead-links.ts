/** Whether a relative link leads nowhere. Where the repository does not even have its first folder, the file may live elsewhere. */
export function isDead(url: string, from: string, paths: ReadonlySet<string>, folders: ReadonlySet<string>): boolean {
  if (/^(?:[a-z][\w+.-]*:|#|\/\/)/i.test(url)) return false;
  const bare = decoded(url.replace(/[?#].*$/, ""));
  const names = bare.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const name of bare.split("/"))
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  const [first = "", second] = names;
  const path = names.join("/");
  return second !== undefined && folders.has(first) && !paths.has(path) && !folders.has(path);
}

/** The folders above the files. */
export function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths)
    for (let at = path.lastIndexOf("/"); at > 0 && !found.has(path.slice(0, at)); at = path.lastIndexOf("/", at - 1))
      found.add(path.slice(0, at));
  return found;
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
