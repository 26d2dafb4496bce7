import type { Document } from "../framework.ts";
import type { Changelog } from "./element.ts";
import { FORMATTED, readFormatted } from "./read-sql.ts";

const XML = /<(?:\w+:)?databaseChangeLog[\s>/]/;
const YAML = /^\uFEFF?\s*(?:(?:#.*|---.*)\s*\n\s*)*(?:databaseChangeLog\s*:|\{\s*"?databaseChangeLog"?\s*:)/;

/** Liquibase's changelogs, in each of the languages that they are written in. */
export const changelogs: Document<Changelog> = {
  owns: (text) => FORMATTED.test(text) || YAML.test(text) || (/^\uFEFF?\s*</.test(text) && XML.test(text)),
  async read(text) {
    if (FORMATTED.test(text)) return readFormatted(text);
    // What reads XML and YAML is loaded for those who have it.
    return YAML.test(text)
      ? (await import("./read-yaml.ts")).readYaml(text)
      : (await import("./read-xml.ts")).readXml(text);
  },
};
