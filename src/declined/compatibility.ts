import type { Declined } from "../model/declined.ts";

const compatibility: readonly Declined[] = [
  {
    ids: ["change-column-default", "change_column_default"],
    why: "Another default concerns rows to come, and running code that leaves the column out means whatever the table says. Only a library that writes the old default itself (Rails without partial inserts) would differ, and that is not to be seen in SQL. A default that goes is.",
    instead: ["default-dropped"],
  },
  {
    ids: ["add-inheritance-column"],
    why: "A column named `type` is a trap for Rails models alone, and whether a table belongs to one the SQL does not tell.",
  },
  {
    ids: ["function-volatility-change"],
    why: "PostgreSQL tells overloaded functions apart by their arguments' types after resolving them, a history in text cannot; and that an index of expressions hangs on a function shows only in the catalog. Too seldom right to be said.",
    instead: ["function-left-broken"],
  },
  {
    ids: ["cross-owner-change", "ownership", "object_owner_check"],
    why: "Whose table it is stands in no migration. GitHub's CODEOWNERS with a required review says it for the folder, and it is refused there before a merge.",
  },
];

export default compatibility;
