import { type Ledger } from "../../src/ports.ts";
import { ledger } from "../../src/store/ledger.ts";
import type { Scene } from "./app.ts";

/** What the App of a scene has kept. */
export const bookOf = ({ database }: Pick<Scene, "database">): Ledger => ledger(database);
