import type { Document } from "../framework.ts";
import type { Changelog } from "./element.ts";
import { FORMATTED, readFormatted } from "./read-sql.ts";
import { readXml } from "./read-xml.ts";
import { readYaml } from "./read-yaml.ts";

const XML = /<(?:\w+:)?databaseChangeLog[\s>/]/;
const YAML = /^\uFEFF?\s*(?:(?:#.*|---.*)\s*\n\s*)*(?:databaseChangeLog\s*:|\{\s*"?databaseChangeLog"?\s*:)/;

/** Liquibase's changelogs, in each of the languages that they are written in. */
export const changelogs: Document<Changelog> = {
  owns: (text) => FORMATTED.test(text) || YAML.test(text) || (/^\uFEFF?\s*</.test(text) && XML.test(text)),
  read: (text) => (FORMATTED.test(text) ? readFormatted(text) : YAML.test(text) ? readYaml(text) : readXml(text)),
};
