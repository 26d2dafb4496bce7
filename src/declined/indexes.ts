import type { Declined } from "../model/declined.ts";

const indexes: readonly Declined[] = [
  {
    ids: ["too-many-indexes", "too-many", "index_total_number_limit"],
    why: "How many indexes a table may carry depends on what is read and written there: no number is right for two tables. That one of them is spare can be known, and is told.",
  },
  {
    ids: ["index-width", "add_index_columns", "key-number-limit"],
    why: "An index over four columns is right where a query filters by four, and PostgreSQL itself refuses more than 32.",
  },
  {
    ids: ["hash-index", "hash_index"],
    why: "Hash indexes were not written to the log before PostgreSQL 10; 10 is the oldest version that `postgres_version` can name, so there is nothing left to warn of.",
  },
  {
    ids: ["type-allow-list", "index-name-required", "complex_indexes_require_name"],
    why: "A house's taste: any index method that PostgreSQL has is safe to build the safe way, and the names that it chooses by itself are known to the history.",
  },
  {
    ids: ["add-index-corruption", "add_index_corruption"],
    why: "CREATE INDEX CONCURRENTLY could corrupt an index on PostgreSQL 14.0 to 14.3. `postgres_version` names major versions, and to warn of every 14 would be wrong since 14.4 (June 2022).",
  },
  {
    ids: ["prefer-hnsw", "vector-params", "spatial-index", "gin-jsonb-expression", "MP042", "MP050", "MP051", "MP056"],
    why: "Advice on which index answers a query best. It wants the queries and the rows, and a wrong guess costs nobody a row or a lock.",
  },
  {
    ids: ["index-in-separate-script", "RG05"],
    why: "That an index is built in a file of its own matters only where it is built CONCURRENTLY beside other statements.",
  },
];

export default indexes;
