import type { Plan } from "../../contracts/run/plan.ts";
import type { RunRecord } from "../../contracts/run/run-record.ts";
import { collectSchools, type School } from "../schools.ts";
import { rowsPerGroup } from "./row-budget.ts";

/** What every part of the page needs to know about the whole. */
export interface PageContext {
  readonly schools: ReadonlyMap<string, School>;
  readonly rowsPerGroup: number;
  /** How many changes the page leaves to the JSON record. */
  readonly rowsLeftOut: number;
}

/** Looks once through the record for its schools and the sizes of its groups of changes. */
export function createContext(record: RunRecord): PageContext {
  const steps = record.results.flatMap((result) => result.steps);
  const sizes = steps.flatMap((step) => (step.plan === null ? [] : groupSizes(step.plan)));
  const max = rowsPerGroup(sizes);
  const rowsLeftOut = sizes.reduce((sum, size) => sum + Math.max(0, size - max), 0);
  return { schools: collectSchools(record), rowsPerGroup: max, rowsLeftOut };
}

/** What a school is called on the page. */
export function schoolName({ schools }: Pick<PageContext, "schools">, id: string): string {
  return schools.get(id)?.name ?? id;
}

/** The number of a school in the page's attributes. */
export function schoolNumber({ schools }: Pick<PageContext, "schools">, id: string): number {
  return schools.get(id)?.number ?? 0;
}

function groupSizes(plan: Plan): readonly number[] {
  const sizes = new Map<string, number>();
  for (const { school, kind } of plan.changes) {
    const key = `${kind} ${school}`;
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  return [...sizes.values()];
}
