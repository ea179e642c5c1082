import * as z from "zod";
import { connectionKinds } from "./connection-kinds.ts";
import { byteKinds, pageKinds } from "./page-kinds.ts";
import { standInKinds } from "./stand-in-kinds.ts";

/**
 * A way in which the SIS misbehaves, as data: for scenarios, the control API and the command line.
 *
 * Infinite Campus documents neither 429 nor a rate limit (Campus facts A.3): nothing here is a default.
 */
export const SisFault = z.discriminatedUnion("fault", [
  ...connectionKinds,
  ...standInKinds,
  ...pageKinds,
  ...byteKinds,
]);
export type SisFault = z.infer<typeof SisFault>;

/** The name of a kind of fault. */
export type FaultName = SisFault["fault"];

/** The faults of one kind, or of several. */
export type FaultOf<Name extends FaultName> = Extract<SisFault, { readonly fault: Name }>;
