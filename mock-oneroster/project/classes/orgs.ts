import type { Org } from "../../store/records.ts";
import type { ViewMember } from "../class-view.ts";
import { filled, type RefMaker, type WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { createTableMember } from "../table-member.ts";
import { stampColumns } from "./stamp.ts";

/** Districts, schools and other orgs that the connection may see. */
export function orgMember(scene: ProjectionScene): ViewMember {
  const { world, ids, sight } = scene;
  return createTableMember<Org>({
    table: world.orgs,
    ids,
    idClass: "org",
    shows: (row) => sight.school(world.orgs.rows.idAt(row)),
    belongs: ({ type }, kind) => type === kind,
    project: (org, ref) => projectOrg(scene, org, ref),
    fields: {
      ...stampColumns,
      "parent.sourcedId": { field: "parent", keyOf: (text) => scene.keyOf("org", text) },
    },
  });
}

/** An org. 1.2 requires `identifier`: empty text when the world knows none. */
function projectOrg(scene: ProjectionScene, org: Org, ref: RefMaker): WireRecord {
  const { world, ids, sight } = scene;
  const children = world.orgs.where("parent", org.id).filter(({ id }) => sight.school(id));
  const idOf = (id: string): string => ids.of("org", id);
  return {
    sourcedId: idOf(org.id),
    status: org.status,
    dateLastModified: org.modified,
    metadata: org.metadata,
    name: org.name,
    type: org.type,
    identifier: scene.version === "1.2" ? (org.identifier ?? "") : org.identifier,
    parent: org.parent === undefined ? undefined : ref("org", idOf(org.parent)),
    children: filled(children.map(({ id }) => ref("org", idOf(id)))),
  };
}
