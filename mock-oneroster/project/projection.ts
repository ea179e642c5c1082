import { unreachable } from "../../core/assert.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { changeCount } from "../store/change-count.ts";
import { lookAt, type Sight } from "../store/sight.ts";
import { personOfRecord } from "../store/user-ids.ts";
import type { IdClass, World, WorldTables } from "../store/world.ts";
import { joinMembers, type ClassView, type ViewMember } from "./class-view.ts";
import { assessmentItemMember, assessmentResultMember } from "./classes/assessments.ts";
import { categoryMembers } from "./classes/categories.ts";
import { classMember } from "./classes/classes.ts";
import { courseMember } from "./classes/courses.ts";
import { demographicsMember } from "./classes/demographics.ts";
import { enrollmentMembers } from "./classes/enrollments.ts";
import { lineItemMember } from "./classes/line-items.ts";
import { orgMember } from "./classes/orgs.ts";
import { resourceMember } from "./classes/resources.ts";
import { resultMember } from "./classes/results.ts";
import { scoreScaleMembers } from "./classes/score-scales.ts";
import { sessionMembers } from "./classes/sessions.ts";
import { taskItemMember } from "./classes/task-items.ts";
import { userMembersV1p1 } from "./classes/users-v1p1.ts";
import { userMembersV1p2 } from "./classes/users-v1p2.ts";
import type { ProjectionScene } from "./scene.ts";
import { withoutDeleted } from "./without-deleted.ts";
import { createWireIds, type WireIds } from "./wire-ids.ts";
import type { WireStyle } from "./wire-style.ts";

/** A world as one version shows it. It follows every change of the world. */
export interface Projection {
  readonly version: OneRosterVersion;
  readonly world: World;
  readonly style: WireStyle;
  /** The ids of the version. They follow the id policy of the world. */
  readonly ids: WireIds;
  readonly sight: () => Sight;
  /** The records of a class as they are now. The same object until something changes that they depend on. */
  view(className: ClassName): ClassView;
  /** The key in the world of a sourcedId of a class. */
  keyOf(idClass: IdClass, sourcedId: string): string | undefined;
}

/** Projects a world into one version. Views are made when asked for. */
export function createProjection(
  world: World,
  version: OneRosterVersion,
  style: WireStyle,
): Projection {
  const made = new Map<ClassName, { readonly stamp: number; readonly view: ClassView }>();
  const view = (className: ClassName): ClassView => {
    const source = sources[className];
    const stamp = changeCount(world, whereTables) + changeCount(world, source.tables);
    const known = made.get(className);
    if (known?.stamp === stamp) return known.view;
    const scene = createScene();
    const whole = joinMembers(source.members(scene));
    const fresh = style.deleted === "sent" ? whole : withoutDeleted(whole);
    made.set(className, { stamp, view: fresh });
    return fresh;
  };
  const ids = createWireIds(world, version);
  const keyOf = (idClass: IdClass, sourcedId: string): string | undefined => {
    if (idClass === "user") return personKey({ world, version, ids, view }, sourcedId);
    if (!ids.isGuid(idClass)) return sourcedId;
    const found = view(idClass).find(sourcedId);
    return found === -1 ? undefined : keyAt(world, idClass, found);
  };
  const createScene = (): ProjectionScene => ({
    world,
    version,
    style,
    ids,
    sight: lookAt(world),
    view,
    keyOf,
  });
  return { version, world, style, ids, sight: () => lookAt(world), view, keyOf };
}

interface ClassSource {
  /** The tables that the records depend on, beside those that decide what is shown. */
  readonly tables: readonly (keyof WorldTables)[];
  readonly members: (scene: ProjectionScene) => readonly ViewMember[];
}

const whoTables = ["people", "schoolEnrollments", "assignments", "relationships"] as const;
const whereTables = ["orgs", "calendars", "structures", "trials"] as const;

const gradedTables = ["sections", "courses", "terms", "gradingTasks", "scoreGroups"] as const;

/** How each class comes out of the world. */
const sources: Readonly<Record<ClassName, ClassSource>> = {
  org: { tables: ["orgs"], members: (scene) => [orgMember(scene)] },
  academicSession: { tables: ["schoolYears", "terms"], members: sessionMembers },
  course: { tables: ["courses"], members: (scene) => [courseMember(scene)] },
  class: { tables: ["sections"], members: (scene) => [classMember(scene)] },
  user: {
    tables: whoTables,
    members: (scene) => (scene.version === "1.1" ? userMembersV1p1(scene) : userMembersV1p2(scene)),
  },
  enrollment: {
    tables: ["sections", "rosters", "staff", ...whoTables],
    members: enrollmentMembers,
  },
  demographics: {
    tables: ["demographics", ...whoTables],
    members: (scene) => [demographicsMember(scene)],
  },
  resource: { tables: ["resources"], members: (scene) => [resourceMember(scene)] },
  category: {
    tables: ["categories", "lineItems", "gradingTasks", "sections"],
    members: categoryMembers,
  },
  lineItem: {
    tables: ["lineItems", ...gradedTables],
    members: (scene) => [lineItemMember(scene), taskItemMember(scene)],
  },
  result: {
    tables: ["results", "lineItems", ...gradedTables, ...whoTables],
    members: (scene) => [resultMember(scene)],
  },
  scoreScale: {
    tables: ["scoreGroups", "gradingTasks", "sections"],
    members: scoreScaleMembers,
  },
  assessmentLineItem: {
    tables: ["assessmentLineItems", ...gradedTables],
    members: (scene) => [assessmentItemMember(scene)],
  },
  assessmentResult: {
    tables: ["assessmentResults", "assessmentLineItems", ...gradedTables, ...whoTables],
    members: (scene) => [assessmentResultMember(scene)],
  },
};

/** The key of a person by the id of a user in this version. */
function personKey(
  { world, version, ids, view }: Pick<ProjectionScene, "world" | "version" | "ids" | "view">,
  sourcedId: string,
): string | undefined {
  if (version === "1.1") return personOfRecord(world, sourcedId)?.id;
  if (!ids.isGuid("user")) return sourcedId;
  const found = view("user").find(sourcedId);
  // Both halves of the 1.2 view are rows of the people table; the lowest bit tells which half.
  return found === -1 ? undefined : world.people.rows.idAt(found >>> 1);
}

/** The key behind a handle of a class whose ids are GUIDs. Sessions and enrollments are made of two tables. */
function keyAt(world: World, idClass: Exclude<IdClass, "user">, handle: number): string {
  const [row, isSecond] = [handle >>> 1, (handle & 1) === 1];
  switch (idClass) {
    case "org":
      return world.orgs.rows.idAt(handle);
    case "course":
      return world.courses.rows.idAt(handle);
    case "class":
      return world.sections.rows.idAt(handle);
    case "academicSession":
      return (isSecond ? world.terms : world.schoolYears).rows.idAt(row);
    case "enrollment":
      return (isSecond ? world.staff : world.rosters).rows.idAt(row);
    default:
      return unreachable(idClass);
  }
}
