import type { Resource } from "../../store/records.ts";
import { isExtension } from "../../../contracts/oneroster/vocabulary.ts";
import type { ViewMember } from "../class-view.ts";
import { filled, type WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { createTableMember } from "../table-member.ts";
import { stampColumns, stampFields } from "./stamp.ts";

/** Learning resources. They belong to no school, so all are shown. */
export function resourceMember(scene: ProjectionScene): ViewMember {
  return createTableMember<Resource>({
    table: scene.world.resources,
    ids: scene.ids,
    project: (resource) => projectResource(scene, resource),
    fields: stampColumns,
  });
}

/** Roles that extend the vocabulary are of 1.2 only. */
function projectResource({ version }: ProjectionScene, resource: Resource): WireRecord {
  const roles =
    version === "1.1" ? resource.roles.filter((role) => !isExtension(role)) : resource.roles;
  return {
    ...stampFields(resource.id, resource),
    title: resource.title,
    roles: filled(roles),
    importance: resource.importance,
    vendorResourceId: resource.vendorResourceId,
    vendorId: resource.vendorId,
    applicationId: resource.applicationId,
  };
}
