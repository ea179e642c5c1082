import type { BenchOptions } from "./bench-options.ts";
import { whole } from "./bound.ts";
import { startMock } from "./contenders.ts";
import { inspectDistrict } from "./inspect-district.ts";
import { createLoadCases } from "./load-cases.ts";
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
}

/** Starts a mock of 100,000 rows, loads it with all that the others are loaded with, and reads its memory. */
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
  for (const { paths } of createLoadCases(district)) {
    await runWrk({ origin, authorization, paths, seconds: options.seconds });
  }
  return { rows, atStart, afterLoad: memoryOf(pid) };
}
