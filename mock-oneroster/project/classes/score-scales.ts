import { lookAtGradebook } from "../../store/gradebook/gradebook-sight.ts";
import { scaleItems } from "../../store/gradebook/scale-items.ts";
import type { ScoreGroup } from "../../store/records.ts";
import type { ViewMember } from "../class-view.ts";
import type { RefMaker, WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { createTableMember } from "../table-member.ts";
import { fanMember } from "./fan-member.ts";
import { stampColumns, stampFields } from "./stamp.ts";

/**
 * Score groups as score scales (1.2): those of a section, and those of the district once for each section that
 * uses them, because 1.2 requires a class. A group that no section uses is not sent.
 */
export function scoreScaleMembers(scene: ProjectionScene): readonly ViewMember[] {
  const { scoreGroups } = scene.world;
  const sight = lookAtGradebook(scene.world);
  const items = scaleItems(scene.world);
  const own = createTableMember<ScoreGroup>({
    table: scoreGroups,
    ids: scene.ids,
    shows: (row) => {
      const { section } = scoreGroups.rows.at(row);
      return section !== undefined && sight.section(section);
    },
    project: (group, ref) =>
      projectScale(scene, { id: group.id, group, section: group.section ?? "" }, ref),
    fields: {
      ...stampColumns,
      "class.sourcedId": { field: "section", keyOf: (text) => scene.keyOf("class", text) },
    },
  });
  const ofDistrict = fanMember<ScoreGroup>({
    size: items.size,
    owners: items.groups,
    ofOwner: items.ofGroup,
    sourcedIdAt: (leaf) => items.at(leaf).id,
    find: items.find,
    inClass: (sourcedId) => items.ofSection(scene.keyOf("class", sourcedId) ?? ""),
    record: (leaf, ref) => {
      const { id, group, section } = items.at(leaf);
      return projectScale(scene, { id, group, section: section.id }, ref);
    },
  });
  return [own, ofDistrict];
}

interface Scale {
  readonly id: string;
  readonly group: ScoreGroup;
  readonly section: string;
}

function projectScale(
  { world, ids }: ProjectionScene,
  { id, group, section }: Scale,
  ref: RefMaker,
): WireRecord {
  const course = group.course ?? world.sections.get(section)?.course;
  return {
    ...stampFields(id, group),
    title: group.title,
    type: group.type,
    course: course === undefined ? undefined : ref("course", ids.of("course", course)),
    class: ref("class", ids.of("class", section)),
    scoreScaleValue: group.values,
  };
}
