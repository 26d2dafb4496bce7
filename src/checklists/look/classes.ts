import type { Stage } from "./stage.ts";
import { statementsOf } from "./statements.ts";

/** Words by which data are classified, from open to closed. */
export const CLASS =
  /\b(?:public|internal|confidential|regulated|restricted|sensitive|secret|personal(?: data)?|special categor(?:y|ies)|pii|phi|pci)\b/i;

/** A class that keeps strangers out. */
export const CLOSED =
  /\b(?:confidential|regulated|restricted|sensitive|secret|personal(?: data)?|special categor(?:y|ies)|pii|phi|pci|masked|pseudonymi[sz]ed|hashed|encrypted)\b/i;

const REGULATED = /\b(?:regulated|hipaa|phi|pci(?:[- ]dss)?|special categor(?:y|ies))\b/i;
const DENIED = /\b(?:no|none|nothing|not|never|without|un)\b[^.;|]{0,30}$/i;

/** Does the stage say that it holds regulated data? "Nothing regulated" does not. */
export const holdsRegulated = (security: Stage | undefined): boolean =>
  security !== undefined &&
  statementsOf(security).some(({ text }) => {
    const found = REGULATED.exec(text);
    return found !== null && !DENIED.test(text.slice(0, found.index));
  });
