import type { Declined } from "../model/declined.ts";

/** Of other databases: how a table is made there, which changes nothing that exists. */
const otherDialects: readonly Declined[] = [
  {
    ids: [
      "blob-key",
      "mysql-engine",
      "mysql-charset",
      "mysql-auto-increment",
      "mysql-definer",
      "mysql-display-width",
      "mysql-zero-date",
      "mysql-has-type",
    ],
    why: "Style of a MySQL table; what a change to one does is told by `table-copied` and the rules of data loss.",
  },
];

export default otherDialects;
