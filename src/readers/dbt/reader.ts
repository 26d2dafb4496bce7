import { defineReader } from "../../model/reader.ts";
import type { DbtText } from "./dbt-text.ts";
import { selectDbt } from "./select.ts";

/** dbt projects, read from their text alone: nothing is rendered by dbt and nothing is asked of a warehouse. */
export default defineReader<DbtText>({
  id: "dbt",
  version: 4,
  select: selectDbt,
  parse: async (text) => (await import("./dbt-text.ts")).readText(text),
  link: async (files, config) => (files.length === 0 ? [] : (await import("./link.ts")).linkDbt(files, config)),
});
