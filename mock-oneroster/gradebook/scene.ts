import { toIso } from "../../core/clock.ts";
import type { Projection } from "../project/projection.ts";
import type { Stamped } from "../store/records.ts";
import { metadataIn, textIn, type WrittenFields } from "./read-record.ts";
import type { WriteCheck, WriteRules } from "./write-rules.ts";
import { WriteRefusal } from "./write-refusal.ts";

/** What a write is judged by. */
export interface WriteScene {
  readonly projection: Projection;
  readonly rules: WriteRules;
  readonly nowMs: number;
  /** Whether the licence covers a school, by its sourcedId (F99). */
  readonly maySendGrades: (schoolId: string) => boolean;
}

/** A record of a body that was read, and the id that it is to have. */
export interface Written {
  readonly id: string;
  readonly fields: WrittenFields;
  /** Where it stands in the body: what a refusal begins with. */
  readonly at: string;
  /** The key of the session that the path names for it. */
  readonly session?: string;
}

/** Whether the rules hold a check. */
export function isChecked({ rules }: WriteScene, check: WriteCheck): boolean {
  return rules.checks.includes(check);
}

/** The stamps of a row that is written now. What a body says of the time is passed over. */
export function stampOf(scene: WriteScene, { id, fields }: Written): Stamped {
  return {
    id,
    status: textIn(fields, "status") ?? "active",
    modified: toIso(scene.nowMs),
    metadata: metadataIn(fields),
  };
}

/** Refuses to touch the grades of a section whose school the licence does not cover. */
export function checkLicence(scene: WriteScene, section: string | undefined): void {
  const { world, ids } = scene.projection;
  const school = section === undefined ? undefined : world.sections.get(section)?.school;
  if (school === undefined || scene.maySendGrades(ids.of("org", school))) return;
  throw new WriteRefusal(
    "forbidden",
    "The Campus Learning licence does not cover the school of this class.",
  );
}
