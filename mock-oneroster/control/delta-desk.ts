import path from "node:path";
import * as z from "zod";
import type { Clock } from "../../core/clock.ts";
import { describeDiagnostic, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import { applyDelta } from "../import/apply-delta.ts";
import { BundleError } from "../import/bundle-error.ts";
import type { World } from "../store/world.ts";

/** A request to apply a delta bundle that lies on the machine of the mock. */
export const DeltaOrder = z.strictObject({
  path: z
    .string()
    .max(4_096)
    .refine((text) => path.isAbsolute(text), "Give the absolute path of a folder or a zip."),
});
/** A request to apply a delta bundle that lies on the machine of the mock. */
export type DeltaOrder = z.output<typeof DeltaOrder>;

/** What became of a delta, as the control API answers it. */
export type DeltaAnswer =
  | { readonly status: 200; readonly body: DeltaReport }
  | { readonly status: 409; readonly body: { readonly error: string } };

/** What was noticed in a delta that was applied. */
export interface DeltaReport {
  /** The version whose files it was. */
  readonly version: string;
  readonly findings: number;
  /** The first fifty. */
  readonly listed: readonly { readonly at: string; readonly message: string }[];
}

/** Applies deltas to a world, one at a time. */
export interface DeltaDesk {
  apply(order: DeltaOrder): Promise<DeltaAnswer>;
}

/**
 * Creates a desk that applies deltas to a world while it is served.
 *
 * A bundle is read to its end before anything changes, so that a bad one changes nothing. A good one goes in file by
 * file: a request that comes meanwhile may see a part of it, as it may while a real SIS imports.
 */
export function createDeltaDesk(world: World, clock: Clock): DeltaDesk {
  let isBusy = false;
  return {
    apply: async (order) => {
      if (isBusy) return refuse("Another delta is being applied. Try again when it is through.");
      isBusy = true;
      try {
        const { value, diagnostics } = await applyDelta(world, order.path, clock);
        return { status: 200, body: reportOf(value, diagnostics) };
      } catch (error) {
        if (error instanceof BundleError || isSystemError(error)) return refuse(error.message);
        throw error;
      } finally {
        isBusy = false;
      }
    },
  };
}

const listedMax = 50;

function reportOf(version: string, diagnostics: readonly Diagnostic[]): DeltaReport {
  return {
    version,
    findings: diagnostics.length,
    listed: diagnostics
      .slice(0, listedMax)
      .map((one) => ({ at: one.at, message: describeDiagnostic(one).message })),
  };
}

function refuse(error: string): DeltaAnswer {
  return { status: 409, body: { error } };
}

/** A file that may not be read, or that went away meanwhile. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
