import type { BenchOptions } from "./bench-options.ts";
import { whole } from "./bound.ts";
import { startMock } from "./contenders.ts";
import { inspectDistrict } from "./inspect-district.ts";
import { createLoadCases, type LoadCase } from "./load-cases.ts";
import { openMockClient } from "./mock-client.ts";
import { memoryOf, type Memory } from "./process-figures.ts";
import { runWrk } from "./wrk.ts";

/** A district of some 100,000 rows. */
const students = 8_000;

/** What a mock of so many rows took. */
export interface MemoryRun {
  /** Records of all classes, counted as the generator's are. */
  readonly rows: number;
  readonly atStart: Memory | undefined;
  readonly afterLoad: Memory | undefined;
  /** After ten answers of megabytes were on their way at once, which stay in memory until the last client has them. */
  readonly afterBulk: Memory | undefined;
}

/**
 * Starts a mock of 100,000 rows, loads it with all that the others are loaded with, and reads its memory. The turn of
 * large pages, which asks for more than the requirement does, comes last and is read by itself.
 */
export async function measureMemory(
  options: BenchOptions,
  note: (line: string) => void,
): Promise<MemoryRun> {
  const { pid, line } = await startMock({ ...options, students });
  const atStart = memoryOf(pid);
  const client = await openMockClient(line);
  const district = await inspectDistrict(client);
  const { rows } = district;
  note(`Memory of a mock of ${whole(rows)} rows`);
  const { origin, authorization } = client;
  const load = async (cases: readonly LoadCase[]): Promise<Memory | undefined> => {
    for (const { paths } of cases) {
      await runWrk({ origin, authorization, paths, seconds: options.seconds });
    }
    return memoryOf(pid);
  };
  const cases = createLoadCases(district);
  const afterLoad = await load(cases.filter(({ id }) => id !== "bulk-turn"));
  const afterBulk = await load(cases.filter(({ id }) => id === "bulk-turn"));
  return { rows, atStart, afterLoad, afterBulk };
}
