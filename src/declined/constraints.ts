import type { Declined } from "../model/declined.ts";

const constraints: readonly Declined[] = [
  {
    ids: ["deferrable", "MP074"],
    why: "DEFERRABLE is how rows that point to each other are written in one transaction. It checks the same thing a little later: nobody loses a row or waits for a lock.",
  },
  {
    ids: ["nondeterministic-collation", "MP083"],
    why: "Such collations are made on purpose, for text that is equal without being the same, and a foreign key needs the same one on both sides or PostgreSQL refuses it (from 18 on). A column that gets another collation is told.",
    instead: ["collation-changed"],
  },
  {
    ids: ["fk-nullable", "forbid-nullable-fk"],
    why: "A reference that may be absent is a fact of the matter: an order without a coupon. Whether it may be is for whoever designs the table.",
  },
  {
    ids: ["on-delete-missing", "MP086"],
    why: "Without a word PostgreSQL refuses the delete, which is the safest of all answers. That a delete begins to take rows along is told.",
    instead: ["cascade-added"],
  },
  {
    ids: ["text-limit", "add_text_limit", "add_limit_to_text"],
    why: "A house's rule (GitLab's). A limit that is right today is a migration tomorrow, and text of any length is stored alike.",
  },
  {
    ids: ["create-domain-with-constraint", "ban-create-domain-with-constraint"],
    why: "A domain that is made with its CHECK has no column yet, so that nothing is read and nobody waits. A CHECK that comes to it later is told.",
    instead: ["domain-validated-under-lock"],
  },
];

export default constraints;
