import type { UnitTest } from "../../model/dbt.ts";
import type { Gap } from "../../model/fact.ts";
import type { Assembled } from "./assemble.ts";
import type { Around } from "./model-facts.ts";
import { readsOf } from "./names.ts";
import { readsIn } from "./setting-value.ts";

/** The unit tests of a project: which model each is about, and the columns that its made-up rows have. */
export function unitTestFacts({ declared }: Assembled, { project, resolver }: Around): readonly (UnitTest | Gap)[] {
  return declared.flatMap(({ path, declared: { unitTests } }) =>
    unitTests.flatMap(({ name, line, model, given, expected }): readonly (UnitTest | Gap)[] => {
      const inputs = given.map(({ text, line: at, columns }) => {
        const calls = readsIn(text, project.vars).map((read) => ({ ...read, path, line: at }));
        return { columns, ...readsOf(calls, project.id, resolver) };
      });
      const [on = `model.${project.id}.${model}`] = resolver.ref(project.id, model, undefined);
      return [
        {
          kind: "unit-test",
          id: `unit-test.${project.id}.${model}.${name}`,
          place: { path, line },
          name,
          on,
          given: inputs.map(({ ids, columns }) => ({ reads: ids, columns })),
          expected,
        },
        ...inputs.flatMap(({ gaps }) => gaps),
      ];
    }),
  );
}
