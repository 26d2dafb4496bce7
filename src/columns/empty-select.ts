import type { Select } from "./query.ts";

/** A SELECT of nothing, to be filled in. */
export const EMPTY_SELECT: Select = {
  kind: "select",
  ctes: [],
  items: [],
  from: [],
  where: [],
  group: [],
  groupAll: false,
  having: [],
  qualify: [],
  windows: [],
  distinct: false,
  distinctOn: [],
  order: [],
  limit: [],
  extra: [],
};
