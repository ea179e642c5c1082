import type { Person } from "../store/records.ts";
import type { World } from "../store/world.ts";
import { gradedWorld } from "./graded-world.ts";
import { personRow, relationshipRow } from "./rows.ts";

const metadata = { note: "kept" };

/**
 * The graded world with every field of every class filled on one record at least, a guardian who teaches, an aide, and a
 * student without an account.
 */
export function richWorld(): World {
  const world = gradedWorld();
  const ada = there(world.people.get("101"));
  world.people.put({ ...ada, ...everyField });
  world.people.put(personRow({ id: "301", givenName: "Gus", familyName: "Fir" }));
  world.people.put(personRow({ id: "302", givenName: "Aida", familyName: "Oak" }));
  world.people.put({
    ...personRow({ id: "109", givenName: "No", familyName: "Account" }),
    username: undefined,
  });
  const dates = { startDate: "2026-08-01", endDate: "2027-06-30", written: undefined };
  world.assignments.put({ ...dates, id: "j301", person: "301", org: "north", role: "teacher" });
  world.assignments.put({ ...dates, id: "j302", person: "302", org: "d1", role: "aide" });
  const enrolled = there([...world.schoolEnrollments.where("person", "101")][0]);
  world.schoolEnrollments.put({ ...enrolled, id: "e109", person: "109" });
  world.relationships.put(relationshipRow({ person: "101", contact: "301" }));
  for (const person of ["101", "109"]) {
    const facts = { asian: "true", cityOfBirth: "Fir", countryOfBirthCode: "US" };
    const stamp = { status: "active", modified: ada.modified, metadata };
    world.demographics.put({ ...stamp, id: person, birthDate: "2012-05-01", sex: "female", facts });
  }
  fillSchedule(world);
  return world;
}

const everyField: Partial<Person> = {
  metadata,
  middleName: "B",
  preferredFirstName: "Addy",
  preferredMiddleName: "C",
  preferredLastName: "Elm",
  pronouns: "she/her",
  masterIdentifier: "m-101",
  userIds: [{ type: "state", identifier: "77" }],
  email: "ada@north.example",
  sms: "555-1",
  phone: "555-2",
  primaryOrg: "north",
  profiles: [
    {
      profileId: "urn:roster-rehearsal:user-profile:p-101",
      profileType: "lms",
      vendorId: "v",
      applicationId: "a",
      description: "d",
      credentials: [{ type: "password", username: "ada" }],
    },
  ],
};

function fillSchedule(world: World): void {
  const [org, term, course] = [
    world.orgs.get("north"),
    world.terms.get("q1"),
    world.courses.get("art"),
  ];
  world.orgs.put({ ...there(org), metadata });
  world.terms.put({ ...there(term), metadata });
  world.courses.put({ ...there(course), metadata, subjects: ["Arts"], subjectCodes: ["A1"] });
  const section = there(world.sections.get("art-1"));
  world.sections.put({
    ...section,
    metadata,
    location: "12",
    subjects: ["Arts"],
    subjectCodes: ["A1"],
    placements: [{ term: "s1", period: "3" }],
  });
  const seat = there(world.rosters.get("r-101-art-1"));
  const dates = { beginDate: "2026-08-20", endDate: "2026-12-18" };
  world.rosters.put({ ...seat, ...dates, metadata, primary: "false" });
}

function there<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new RangeError("The graded world does not hold the row.");
  return row;
}
