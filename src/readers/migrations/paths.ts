export const folder = (path: string): string => {
  const end = path.lastIndexOf("/");
  return end < 0 ? "" : path.slice(0, end);
};

export const base = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** A path in a folder, where the repository itself is a folder too. */
export const within = (root: string, path: string): string => (root === "" ? path : `${root}/${path}`);

export const below = (path: string, root: string): boolean =>
  root === "" || path === root || path.startsWith(`${root}/`);

/** By code unit, as most tools sort: the same on every machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const byNumber = (a: string, b: string): number => {
  const [left, right] = [BigInt(a || "0"), BigInt(b || "0")];
  return left < right ? -1 : left > right ? 1 : 0;
};
