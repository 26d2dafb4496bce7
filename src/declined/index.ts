export { default as histories } from "./histories.ts";
export { default as indexes } from "./indexes.ts";
export { default as otherDialects } from "./other-dialects.ts";
export { default as style } from "./style.ts";
export { default as transactions } from "./transactions.ts";
export { default as waysBack } from "./ways-back.ts";
