/** Where the gate's configuration may stand; the first that is there counts. */
export const gatePaths: readonly string[] = [".github/dataplan.yml", ".github/dataplan.yaml"];
