import type { Fields, FieldValue } from "../../contracts/run/diagnostic.ts";
import type { Change, Plan } from "../../contracts/run/plan.ts";
import {
  associationKey,
  type DesiredMember,
  type HeldCourse,
  type HeldGradingPeriod,
  type HeldObject,
  type HeldSection,
  type LmsState,
} from "../mapping/lms-state.ts";

/** An organisation with its roles and nothing else. */
export const emptyLms: LmsState = {
  organizationId: "1",
  buildings: [],
  roles: new Map([
    ["School Admin", "11"],
    ["Teacher", "12"],
    ["Student", "13"],
    ["Parent", "14"],
  ]),
  gradingPeriods: [],
  users: new Map(),
  inactiveUids: new Set(),
  associations: new Set(),
  courses: new Map(),
  sections: new Map(),
  enrollments: new Map(),
};

/** An empty LMS with some parts put in place of its own. */
export function lmsWith(own: Partial<LmsState>): LmsState {
  return { ...emptyLms, ...own };
}

/** A section that the LMS holds, of the course c1 in the grading period "Term t1" with id 51. */
export function heldSection(schoolCode: string, own: Partial<HeldSection> = {}): HeldSection {
  const title = own.title ?? `Class ${schoolCode}`;
  return {
    id: `7${schoolCode}`,
    schoolCode,
    courseId: "61",
    courseCode: "c1",
    title,
    gradingPeriodIds: ["51"],
    fields: { title, section_code: schoolCode, grading_periods: ["Term t1"], location: "" },
    ...own,
  };
}

/** Members of a section: their Unique IDs, a `*` marks a course admin. */
export function members(...names: readonly string[]): ReadonlyMap<string, DesiredMember> {
  return new Map(
    names.map((name) => [name.replace("*", ""), { admin: name.endsWith("*") }] as const),
  );
}

interface Model {
  readonly buildings: LmsState["buildings"][number][];
  readonly gradingPeriods: HeldGradingPeriod[];
  readonly users: Map<string, HeldObject>;
  readonly associations: Set<string>;
  readonly courses: Map<string, HeldCourse>;
  readonly sections: Map<string, HeldSection>;
  readonly enrollments: Map<string, Map<string, DesiredMember>>;
}

/** What the LMS holds after a plan was carried out without any failure. Held changes are left alone. */
export function appliedTo(lms: LmsState, plan: Plan): LmsState {
  const model: Model = {
    buildings: [...lms.buildings],
    gradingPeriods: [...lms.gradingPeriods],
    users: new Map(lms.users),
    associations: new Set(lms.associations),
    courses: new Map(lms.courses),
    sections: new Map(lms.sections),
    enrollments: new Map([...lms.enrollments].map(([code, all]) => [code, new Map(all)])),
  };
  const wanted = plan.applyable ? plan.changes.filter(({ held }) => held === null) : [];
  for (const [index, change] of wanted.entries()) carryOut(model, change, String(1_000 + index));
  return { ...lms, ...model };
}

function carryOut(model: Model, change: Change, id: string): void {
  const [first = "", second = ""] = change.address.split("/").slice(1).map(decodeURIComponent);
  const after = change.after ?? {};
  switch (change.kind) {
    case "building":
      model.buildings.push({ id, code: first, title: text(after["title"]) });
      return;
    case "grading-period":
      model.gradingPeriods.push({
        id,
        title: first,
        startDate: text(after["start"]),
        endDate: text(after["end"]),
      });
      return;
    case "user":
      carryOutUser(model, { change, uid: first, id });
      return;
    case "association":
      if (change.action === "remove") model.associations.delete(associationKey(first, second));
      else model.associations.add(associationKey(first, second));
      return;
    case "course": {
      const present = model.courses.get(first) ?? { id, code: first, fields: {}, synced: true };
      model.courses.set(first, { ...present, fields: { ...present.fields, ...after } });
      return;
    }
    case "section":
      carryOutSection(model, { code: first, after, id });
      return;
    case "enrollment":
      enroll(model, { change, section: first, uid: second });
  }
}

/** An account gets another Unique ID, and everything that names it follows. */
function rename(model: Model, former: string, uid: string): void {
  const held = model.users.get(former);
  if (held === undefined) return;
  model.users.delete(former);
  model.users.set(uid, held);
  for (const key of Array.from(model.associations)) {
    const ends = key.split("\n").map((end) => (end === former ? uid : end));
    model.associations.delete(key);
    model.associations.add(associationKey(ends[0] ?? "", ends[1] ?? ""));
  }
  for (const all of model.enrollments.values()) {
    const member = all.get(former);
    all.delete(former);
    if (member !== undefined) all.set(uid, member);
  }
}

function carryOutUser(
  model: Model,
  { change, uid, id }: { readonly change: Change; readonly uid: string; readonly id: string },
): void {
  const { school_uid: former } = change.before ?? {};
  if (typeof former === "string") rename(model, former, uid);
  const present = model.users.get(uid) ?? { id, fields: {}, synced: true };
  const { school_uid: _uid, ...fields } = { ...present.fields, ...change.after };
  model.users.set(uid, { ...present, fields });
}

function carryOutSection(
  model: Model,
  { code, after, id }: { readonly code: string; readonly after: Fields; readonly id: string },
): void {
  const courseCode = text(after["course_code"]);
  const courseId = model.courses.get(courseCode)?.id ?? "";
  const own = { id, courseCode, courseId, synced: true };
  const present = model.sections.get(code) ?? heldSection(code, own);
  const fields = { ...(model.sections.has(code) ? present.fields : {}), ...after };
  const titles: unknown = fields["grading_periods"];
  const gradingPeriodIds = model.gradingPeriods
    .filter(({ title }) => Array.isArray(titles) && titles.includes(title))
    .map((period) => period.id);
  model.sections.set(code, { ...present, title: text(fields["title"]), gradingPeriodIds, fields });
}

function enroll(
  model: Model,
  step: { readonly change: Change; readonly section: string; readonly uid: string },
): void {
  const present = model.enrollments.get(step.section) ?? new Map<string, DesiredMember>();
  if (step.change.action === "remove") present.delete(step.uid);
  else present.set(step.uid, { admin: step.change.after?.["admin"] === true });
  model.enrollments.set(step.section, present);
}

function text(value: FieldValue | undefined): string {
  return String(value ?? "");
}
