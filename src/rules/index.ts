export { default as gateChanged } from "./gate/gate-changed.ts";
