/** Raw records in the spelling of OneRoster 1.1 (users of 1.2 apart). Tests state only what they are about. */
export type Raw = Readonly<Record<string, unknown>>;

/** A reference as the standard writes it, less the href. */
export function ref(sourcedId: string): Raw {
  return { sourcedId };
}

/** A school. */
export function school(sourcedId: string, own: Raw = {}): Raw {
  return { sourcedId, name: `School ${sourcedId}`, type: "school", identifier: sourcedId, ...own };
}

/** A district. */
export function district(sourcedId: string, own: Raw = {}): Raw {
  return school(sourcedId, { name: `District ${sourcedId}`, type: "district", ...own });
}

/** A term of the year 2026-2027. */
export function term(sourcedId: string, own: Raw = {}): Raw {
  const dates = { startDate: "2026-08-10", endDate: "2027-06-01", schoolYear: "2027" };
  return { sourcedId, title: `Term ${sourcedId}`, type: "term", ...dates, ...own };
}

/** A course of the school s1. */
export function course(sourcedId: string, own: Raw = {}): Raw {
  return { sourcedId, title: `Course ${sourcedId}`, courseCode: sourcedId, org: ref("s1"), ...own };
}

/** A class of the course c1 in the school s1 and the term t1. */
export function klass(sourcedId: string, own: Raw = {}): Raw {
  const place = { course: ref("c1"), school: ref("s1"), terms: [ref("t1")] };
  return { sourcedId, title: `Class ${sourcedId}`, classCode: sourcedId, ...place, ...own };
}

/** A person at the school s1; a student unless something else is said. */
export function user(sourcedId: string, own: Raw = {}): Raw {
  const names = { givenName: "Given", familyName: sourcedId, username: sourcedId };
  const place = { role: "student", orgs: [ref("s1")] };
  return { sourcedId, ...names, email: `${sourcedId}@example.org`, ...place, ...own };
}

/** A person of OneRoster 1.2 with one role at the school s1; a student unless something else is said. */
export function userWithRoles(
  sourcedId: string,
  roles: readonly (readonly [role: string, orgId: string, roleType?: string])[],
  own: Raw = {},
): Raw {
  const { role: _role, orgs: _orgs, ...person } = user(sourcedId);
  const held = roles.map(([role, orgId, roleType = "secondary"]) => ({
    role,
    org: ref(orgId),
    roleType,
  }));
  return { ...person, roles: held, ...own };
}

/** The enrollment of a person in a class, as a student unless something else is said. */
export function enrollment(classId: string, userId: string, own: Raw = {}): Raw {
  const sourcedId = `${classId}-${userId}`;
  return { sourcedId, class: ref(classId), user: ref(userId), role: "student", ...own };
}
