import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Model } from "../../model/dbt.ts";
import type { Finding } from "../../model/finding.ts";

const versionless = (name: string): string => name.replace(/[._]v\d+$/, "");

function modelOf({ subjectPath }: Finding, { base }: ObligationContext): Model | undefined {
  const [kind, project = "", name = ""] = subjectPath;
  return kind === "model" ? base.facts.model[`model.${project}.${name}`] : undefined;
}

/** Were readers given a word on it: an enforced contract, or public access? */
export function isPromised(finding: Finding, context: ObligationContext): boolean {
  const model = modelOf(finding, context);
  return model?.contract === true || model?.access === "public";
}

/** Another version of the same model that head has: readers move to it when they can. */
export function otherVersion(finding: Finding, context: ObligationContext): Model | undefined {
  const model = modelOf(finding, context);
  if (model === undefined || versionless(model.name) === model.name) return undefined;
  return Object.values(context.head.facts.model).find(
    ({ id, project, name }) =>
      id !== model.id && project === model.project && versionless(name) === versionless(model.name),
  );
}
