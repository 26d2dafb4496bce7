import { defineReader } from "../../model/reader.ts";
import { readText, type DbtText } from "./dbt-text.ts";
import { linkDbt } from "./link.ts";
import { selectDbt } from "./select.ts";

/** dbt projects, read from their text alone: nothing is rendered by dbt and nothing is asked of a warehouse. */
export default defineReader<DbtText>({
  id: "dbt",
  version: 1,
  select: selectDbt,
  parse: readText,
  link: linkDbt,
});
