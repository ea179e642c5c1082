import { describe, expect, it } from "vitest";
import { act } from "./testing/act.ts";
import { startTestMock, type TestMock } from "./testing/ask.ts";
import { personRow, relationshipRow } from "./testing/rows.ts";
import { smallWorld } from "./testing/small-world.ts";

const rosterOnly = { kind: "roster-only", learningLicence: "district" } as const;

/** The letters of the user records of 1.1: one for each role. */
async function letters({ all }: TestMock): Promise<string> {
  const users = await all("1.1", "/users");
  return [...new Set(users.map(({ sourcedId }) => String(sourcedId).slice(0, 1)))].join("");
}

describe("a connection without Grade Book Sync", () => {
  it("shows no relatives in either version, and nobody lists them (facts A.5)", async () => {
    const mock = await startTestMock(smallWorld(), { connection: rosterOnly });

    expect(await letters(mock)).toBe("agst");
    expect(JSON.stringify(await mock.all("1.1", "/users"))).not.toContain("3003");
    expect(JSON.stringify(await mock.all("1.2", "/users"))).not.toContain("relative");
  });

  it("shows no guardians either where the older page of Campus holds (F47)", async () => {
    const world = smallWorld();
    const mock = await startTestMock(world, { connection: rosterOnly });

    act(world, {
      action: "set-grade-book-sync",
      gradeBookSync: false,
      guardians: "withGradeBookSync",
    });

    expect(await letters(mock)).toBe("ast");
    const student = (await mock.all("1.1", "/users")).find(
      ({ sourcedId }) => sourcedId === "s1001",
    );
    expect(student).toMatchObject({ role: "student" });
    expect(student).not.toHaveProperty("agents");
  });

  it("leaves what an import wrote as it is", async () => {
    const world = smallWorld();
    world.people.put(personRow({ id: "aunt", idForm: "written", givenName: "A", familyName: "B" }));
    world.relationships.put(relationshipRow({ person: "1002", contact: "aunt", guardian: false }));
    const mock = await startTestMock(world, { connection: rosterOnly });

    const student = (await mock.all("1.2", "/students")).find(
      ({ givenName }) => givenName === "Given 1002",
    );

    expect(JSON.stringify(student?.["agents"])).toContain('"aunt"');
  });

  it("is what a district without a Campus Learning licence has (facts A.2)", async () => {
    const connection = { kind: "roster-and-gradebook", learningLicence: "none" } as const;

    expect(await letters(await startTestMock(smallWorld(), { connection }))).toBe("agst");
  });

  it("may get Grade Book Sync while the server runs: relatives come, and grades pass (F98)", async () => {
    const world = smallWorld();
    const mock = await startTestMock(world, { connection: rosterOnly });
    expect((await mock.get("1.2", "/lineItems", "gradebook")).status).toBe(403);

    act(world, { action: "set-grade-book-sync", gradeBookSync: true });

    expect(await letters(mock)).toBe("agrst");
    expect((await mock.get("1.2", "/lineItems", "gradebook")).status).toBe(200);
    expect(mock.mock.connection?.kind).toBe("roster-and-gradebook");
  });
});

describe("a server of which nothing is said", () => {
  it("has Grade Book Sync until it is switched off", async () => {
    const world = smallWorld();
    const mock = await startTestMock(world);
    expect(await letters(mock)).toBe("agrst");

    act(world, { action: "set-grade-book-sync", gradeBookSync: false });

    expect(await letters(mock)).toBe("agst");
    expect((await mock.get("1.2", "/lineItems", "gradebook")).status).toBe(403);
    expect(mock.mock.connection).toBeUndefined();
  });
});
