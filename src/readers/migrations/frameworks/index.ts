export { default as flyway } from "./flyway.ts";
export { default as numberedFiles } from "./numbered-files.ts";
export { default as prisma } from "./prisma.ts";
export { default as upDownFolders } from "./up-down-folders.ts";
export { default as upDownPairs } from "./up-down-pairs.ts";
