import { PGlite } from "@electric-sql/pglite";
const t=(l,s)=>console.log(l, Math.round(performance.now()-s));
let s=performance.now(); const a=await PGlite.create("memory://"); t("initdb",s);
s=performance.now(); const d=await a.dumpDataDir("none"); t("dump",s); console.log(d.size);
s=performance.now(); const b=await PGlite.create({loadDataDir:d}); t("load",s);
s=performance.now(); await b.query("select 1"); t("first q",s);
import {rmSync} from "node:fs"; rmSync("/tmp/pgx",{recursive:true,force:true});
s=performance.now(); const c=await PGlite.create("/tmp/pgx",{loadDataDir:d}); t("load dir",s); await c.close();
s=performance.now(); const e=await PGlite.create("/tmp/pgx"); t("open dir",s); await e.close();
