import type { Course, Org, Seat, Section, Session, World } from "../store/world.ts";
import { filled, type Ref, type RefMaker, type RefTarget, type WireRecord } from "./refs.ts";

/** What a projection needs: the world, references of its version, and who is whose child. */
export interface ProjectionScene {
  readonly world: World;
  readonly ref: RefMaker;
  /** Ids of child orgs and child sessions by the id of their parent. */
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/** Creates the scene for projecting a world. */
export function createProjectionScene(world: World, ref: RefMaker): ProjectionScene {
  const children = new Map<string, string[]>();
  for (const table of [world.orgs, world.sessions]) {
    for (const { id, parent } of table.values()) {
      if (parent === undefined) continue;
      const siblings = children.get(parent);
      if (siblings === undefined) children.set(parent, [id]);
      else siblings.push(id);
    }
  }
  return { world, ref, children };
}

/** A reference, or nothing when there is no id. */
export function refOrNone(
  ref: RefMaker,
  target: RefTarget,
  id: string | undefined,
): Ref | undefined {
  return id === undefined ? undefined : ref(target, id);
}

/** An org, the same in both versions but for `identifier`. */
export function projectOrg(scene: ProjectionScene, org: Org): WireRecord {
  const children = scene.children.get(org.id) ?? [];
  return {
    sourcedId: org.id,
    status: org.status,
    dateLastModified: org.modified,
    metadata: org.metadata,
    name: org.name,
    type: org.type,
    identifier: org.identifier,
    parent: refOrNone(scene.ref, "org", org.parent),
    children: filled(children.map((id) => scene.ref("org", id))),
  };
}

/** An academic session, the same in both versions. */
export function projectSession(scene: ProjectionScene, session: Session): WireRecord {
  const children = scene.children.get(session.id) ?? [];
  return {
    sourcedId: session.id,
    status: session.status,
    dateLastModified: session.modified,
    metadata: session.metadata,
    title: session.title,
    startDate: session.startDate,
    endDate: session.endDate,
    type: session.type,
    parent: refOrNone(scene.ref, "academicSession", session.parent),
    children: filled(children.map((id) => scene.ref("academicSession", id))),
    schoolYear: session.schoolYear,
  };
}

/** A course, the same in both versions. */
export function projectCourse({ ref }: ProjectionScene, course: Course): WireRecord {
  return {
    sourcedId: course.id,
    status: course.status,
    dateLastModified: course.modified,
    metadata: course.metadata,
    title: course.title,
    schoolYear: refOrNone(ref, "academicSession", course.schoolYear),
    courseCode: course.code,
    grades: filled(course.grades),
    subjects: filled(course.subjects),
    org: refOrNone(ref, "org", course.org),
    subjectCodes: filled(course.subjectCodes),
  };
}

/** A section as a class, the same in both versions. Nothing on the wire tells its trial (facts A.7). */
export function projectClass({ ref }: ProjectionScene, section: Section): WireRecord {
  return {
    sourcedId: section.id,
    status: section.status,
    dateLastModified: section.modified,
    metadata: section.metadata,
    title: section.title,
    classCode: section.classCode,
    classType: section.classType,
    location: section.location,
    grades: filled(section.grades),
    subjects: filled(section.subjects),
    course: ref("course", section.course),
    school: ref("org", section.school),
    terms: section.terms.map((id) => ref("academicSession", id)),
    subjectCodes: filled(section.subjectCodes),
    periods: filled(section.periods),
  };
}

/** A seat as an enrollment of the user record with this id. */
export function projectEnrollment(scene: ProjectionScene, seat: Seat, userId: string): WireRecord {
  const { ref } = scene;
  return {
    sourcedId: seat.id,
    status: seat.status,
    dateLastModified: seat.modified,
    metadata: seat.metadata,
    user: ref("user", userId),
    class: ref("class", seat.section),
    school: ref("org", seat.school),
    role: seat.role,
    primary: seat.primary,
    beginDate: seat.beginDate,
    endDate: seat.endDate,
  };
}
