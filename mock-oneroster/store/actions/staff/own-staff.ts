import type { StaffRow } from "../../records.ts";
import { personOfSourcedId } from "../select/record-ids.ts";
import type { ActionScene } from "../scene.ts";
import { staffOfSection } from "../seats/open-seats.ts";
import { choose } from "../select/choose.ts";

/** Who of a section's own staff is sought. */
export interface OwnStaffPick {
  /** The id of the section. */
  readonly section: string;
  readonly selector: string;
}

/** Finds a member of a section's staff by sourcedId, or by `first`, `second`, …: the primary teacher comes first. */
export function selectOwnStaff(scene: ActionScene, { section, selector }: OwnStaffPick): StaffRow {
  const staff = staffOfSection(scene, section);
  const sought = personOfSourcedId(scene.world, selector)?.id;
  return choose(scene, {
    selector,
    noun: `teacher of section ${section}`,
    exact: staff.find(({ person }) => person === sought),
    inOrder: () => staff,
  });
}
