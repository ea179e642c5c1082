import { parseArgs } from "node:util";
import * as z from "zod";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { CannotRunError } from "./cannot-run.ts";

const Count = z.coerce.number().int().positive();
const BenchOptions = z.object({
  rounds: Count,
  seconds: Count,
  version: OneRosterVersion,
  students: Count,
});

/** How long to measure, and which district is served. */
export type BenchOptions = z.infer<typeof BenchOptions>;

/** Reads the command line: three rounds of three seconds, and 1.2 of a district of 100,000 users, unless told. */
export function readOptions(args: readonly string[]): BenchOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: "string", default: "3" },
        seconds: { type: "string", default: "3" },
        version: { type: "string", default: "1.2" },
        students: { type: "string", default: "48000" },
      },
    });
    return BenchOptions.parse({ ...values });
  } catch (cause) {
    const usage = "--rounds N --seconds N --version 1.1|1.2 --students N";
    throw new CannotRunError(`The options are ${usage}, all optional.`, { cause });
  }
}
