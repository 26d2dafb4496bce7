/** Rails' own record of a schema: it changes nothing by itself, and says how the tables stand that no kept migration makes. */
export const isDump = (path: string): boolean => /(^|\/)db\/(?:\w+_)?(?:schema\.rb|structure\.sql)$/.test(path);
