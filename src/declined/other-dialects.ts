import type { Declined } from "../model/declined.ts";

/** Of databases that are a gap by name until they are read. */
const otherDialects: readonly Declined[] = [
  {
    ids: ["recreate-table-cascade", "recreate-cascade-data-loss", "LT101"],
    why: "SQLite, which is not read yet: a file in its dialect is the gap `dialect-not-read-yet`.",
  },
  {
    ids: [
      "require-algorithm-lock-options",
      "copy-algorithm",
      "enum-set-storage",
      "expression-default",
      "column-position",
      "implicit-update-not-null",
      "blob-key",
      "mysql-engine",
      "mysql-charset",
      "mysql-auto-increment",
      "mysql-definer",
      "mysql-display-width",
      "mysql-zero-date",
      "mysql-has-type",
    ],
    why: "MySQL, which is not read yet: a file in its dialect is the gap `dialect-not-read-yet`.",
  },
];

export default otherDialects;
