import { parseArgs } from "node:util";
import { z } from "zod";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { CannotRunError } from "./cannot-run.ts";

const Count = z.coerce.number().int().positive();
const BenchOptions = z.object({
  rounds: Count,
  seconds: Count,
  version: OneRosterVersion,
  preset: z.string(),
  students: Count.exactOptional(),
});

/** How long to measure, and which district is served. */
export type BenchOptions = z.infer<typeof BenchOptions>;

/** Reads the command line: three rounds of three seconds, and 1.2 of the largest preset, unless told. */
export function readOptions(args: readonly string[]): BenchOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: "string", default: "3" },
        seconds: { type: "string", default: "3" },
        version: { type: "string", default: "1.2" },
        preset: { type: "string", default: "large" },
        students: { type: "string" },
      },
    });
    return BenchOptions.parse({ ...values });
  } catch (cause) {
    const usage = "--rounds N --seconds N --version 1.1|1.2 --preset NAME --students N";
    throw new CannotRunError(`The options are ${usage}, all optional.`, { cause });
  }
}
