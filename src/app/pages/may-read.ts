const REMEMBERED_MS = 60_000;
const MOST = 10_000;
const CALL_MS = 10_000;

export type MayRead = (token: string, repository: number) => Promise<boolean>;

/** Whether GitHub lets this person see the repository. A yes counts for a minute, a no is asked again; no answer is an error. */
export function askGithub(apiUrl: string, fetcher: typeof fetch = fetch, now: () => number = Date.now): MayRead {
  const known = new Map<string, number>();
  return async (token, repository) => {
    const key = `${repository} ${token}`;
    if ((known.get(key) ?? 0) > now()) return true;
    const response = await fetcher(`${apiUrl}/repositories/${repository}`, {
      headers: { accept: "application/vnd.github+json", authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(CALL_MS),
    });
    await response.arrayBuffer();
    if ([401, 403, 404, 451].includes(response.status)) return false;
    if (!response.ok) throw new Error(`Unexpected answer of GitHub to a reader's right: ${response.status}`);
    known.delete(key);
    known.set(key, now() + REMEMBERED_MS);
    const oldest = known.keys().next();
    if (known.size > MOST && oldest.done === false) known.delete(oldest.value);
    return true;
  };
}
