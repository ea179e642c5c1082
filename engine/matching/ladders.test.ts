import { describe, expect, it } from "vitest";
import { gradYearOf } from "./cards.ts";
import { legacyKeys } from "./keys.ts";
import { matchPeople, type AccountCard, type PersonCard } from "./people.ts";
import { matchSchools, matchTerms } from "./places.ts";
import { matchCourses, matchSections } from "./teaching.ts";

function person(id: string, own: Partial<PersonCard> = {}): PersonCard {
  const nothing = { legacyId: undefined, identifier: undefined, username: undefined };
  return { id, uid: id, ...nothing, email: undefined, names: [], gradYear: undefined, ...own };
}

function account(id: string, own: Partial<AccountCard> = {}): AccountCard {
  return { id, username: undefined, email: undefined, names: [], gradYear: undefined, ...own };
}

const rungOf = (one: Partial<PersonCard>, other: AccountCard): string | undefined =>
  matchPeople([person("guid", one)], [other]).matches[0]?.rung;

describe("the ladder of people", () => {
  it("climbs from the Unique ID down to the e-mail address, and says by which rung (F23)", () => {
    expect(rungOf({}, account("guid"))).toBe("unique-id");
    expect(rungOf({ uid: "other" }, account("guid"))).toBe("sourced-id");
    expect(rungOf({ legacyId: "42" }, account("s42"))).toBe("legacy-id");
    expect(rungOf({ identifier: "1001" }, account("1001"))).toBe("identifier");
    expect(rungOf({ username: "ada" }, account("x", { username: "ADA " }))).toBe("username");
    expect(rungOf({ email: "a@x.y" }, account("x", { email: "A@x.y" }))).toBe("email");
    expect(rungOf({ names: ["Ada Li"] }, account("x", { names: ["Ada Li"] }))).toBeUndefined();
  });

  it("takes a legacy id with and without its role letter (F24)", () => {
    expect(rungOf({ legacyId: "42" }, account("42"))).toBe("legacy-id");
    expect(rungOf({ legacyId: "t42" }, account("42"))).toBe("legacy-id");
    expect(rungOf({ legacyId: "t42" }, account("t42"))).toBe("legacy-id");
    expect(rungOf({ legacyId: "t42" }, account("g42"))).toBe("legacy-id");
    expect(legacyKeys("a-guid")).toEqual(["a-guid"]);
  });

  it("goes on down the ladder for those without a legacy id (F24)", () => {
    const { matches } = matchPeople(
      [person("g1", { legacyId: "1" }), person("g2", { username: "bo" })],
      [account("s1"), account("s2", { username: "bo" })],
    );

    expect(matches.map(({ right, rung }) => [right, rung])).toEqual([
      ["s1", "legacy-id"],
      ["s2", "username"],
    ]);
  });

  it("never merges the accounts of a person with several roles, nor gives one to somebody else (F25)", () => {
    const { matches, questions } = matchPeople(
      [person("one", { legacyId: "42", username: "jdoe" }), person("two", { email: "g@x.y" })],
      [account("t42", { username: "jdoe" }), account("g42", { email: "g@x.y" })],
    );

    expect(matches).toEqual([]);
    expect(questions).toEqual([
      { left: "one", candidates: ["g42", "t42"], rung: "legacy-id", why: "several-candidates" },
    ]);
  });

  it("tells people who share a username apart by their e-mail addresses", () => {
    const { matches, questions } = matchPeople(
      [person("t1", { username: "ada", email: "a@x.y" }), person("g1", { username: "ada" })],
      [account("x", { username: "ada", email: "a@x.y" })],
    );

    expect(matches).toEqual([{ left: "t1", right: "x", rung: "email" }]);
    expect(questions).toEqual([
      { left: "g1", candidates: ["x"], rung: "username", why: "shared-candidate" },
    ]);
  });

  it("is not led astray by an identifier that everybody has", () => {
    const people = ["a", "b"].map((id) => person(id, { identifier: "0", username: id }));

    const { matches } = matchPeople(people, [
      account("0"),
      account("x", { username: "a" }),
      account("y", { username: "b" }),
    ]);

    expect(matches.map(({ left, right }) => left + right)).toEqual(["ax", "by"]);
  });

  it("asks about names, first about those of one grade", () => {
    const names = ["Ada Li"];
    const ada = person("p", { names, gradYear: gradYearOf(["09"], "2027") });

    const { questions } = matchPeople(
      [ada],
      [account("x", { names, gradYear: "2030" }), account("y", { names, gradYear: "2028" })],
    );

    expect(questions).toEqual([
      { left: "p", candidates: ["x"], rung: "name-and-grade", why: "looks-alike" },
    ]);
  });

  it("stays quick when everybody has one name, one address and one identifier", () => {
    const same = { names: ["Same Name"], email: "none@none", identifier: "0" };
    const people = Array.from({ length: 20_000 }, (_, index) => person(`p${index}`, same));
    const accounts = Array.from({ length: 20_000 }, (_, index) => account(`a${index}`, same));
    const startedAt = performance.now();

    const { matches, questions } = matchPeople(people, accounts);

    expect(matches).toEqual([]);
    expect(questions.every(({ candidates }) => candidates.length <= 10)).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

it("gives the year in which a grade finishes school", () => {
  expect(gradYearOf(["12"], "2027")).toBe("2027");
  expect(gradYearOf(["KG"], "2027")).toBe("2039");
  expect(gradYearOf(["UG", "11"], "2027")).toBe("2028");
  expect(gradYearOf(["13"], "2027")).toBeUndefined();
  expect(gradYearOf(["09"], "unknown")).toBeUndefined();
});

describe("the other ladders", () => {
  it("pairs schools by building code, identifier or title (R91)", () => {
    const school = { id: "guid", code: "guid", identifier: "12", title: "North High" };

    const rungAgainst = (id: string, title: string): string | undefined =>
      matchSchools([school], [{ id, title }]).matches[0]?.rung;

    expect(rungAgainst("guid", "")).toBe("building-code");
    expect(rungAgainst("12", "")).toBe("identifier");
    expect(rungAgainst("id:7", "north  high")).toBe("title");
    expect(rungAgainst("id:7", "South High")).toBeUndefined();
  });

  it("pairs terms by title and dates, and asks where only the dates agree or schools share a term (R98)", () => {
    const dates = { startDate: "2026-08-10", endDate: "2026-10-10" };
    const period = { id: "5", title: "Q1", ...dates };

    expect(matchTerms([{ id: "t1", title: "q1", ...dates }], [period]).matches).toEqual([
      { left: "t1", right: "5", rung: "title-and-dates" },
    ]);
    expect(matchTerms([{ id: "t1", title: "Quarter 1", ...dates }], [period]).questions).toEqual([
      { left: "t1", candidates: ["5"], rung: "dates", why: "looks-alike" },
    ]);
    const shared = ["t1", "t2"].map((id) => ({ id, title: "Q1", ...dates }));
    expect(matchTerms(shared, [period]).questions).toMatchObject([
      { left: "t1", rung: "title-and-dates", why: "shared-candidate" },
      { left: "t2", rung: "title-and-dates", why: "shared-candidate" },
    ]);
  });

  it("pairs courses by code, legacy id and the SIS's own code; a title only asks", () => {
    const course = { id: "c", code: "c", legacyId: "9", courseCode: "M101", title: "Algebra" };
    const own = { ...course, building: "b" };
    const against = (id: string): string | undefined =>
      matchCourses([own], [{ id, title: "Algebra", building: "b" }]).matches[0]?.rung;

    expect(against("c")).toBe("course-code");
    expect(against("9")).toBe("legacy-id");
    expect(against("M101")).toBe("identifier");
    expect(against("ALG")).toBeUndefined();
    const asked = matchCourses([own], [{ id: "ALG", title: "algebra", building: "b" }]);
    expect(asked.questions).toMatchObject([{ rung: "title-and-school" }]);
  });

  it("pairs sections by school code, legacy id, then codes with grading periods; a title only asks", () => {
    const section = {
      id: "k",
      legacyId: "88",
      codes: ["M101-2"],
      title: "Algebra 2",
      course: "M101",
      periods: ["5", "6"],
    };
    const held = { id: "x", code: "", title: "", course: "M101", periods: ["5", "6"] };
    const against = (own: object): string | undefined =>
      matchSections([section], [{ ...held, ...own }]).matches[0]?.rung;

    expect(against({ id: "k" })).toBe("section-school-code");
    expect(against({ id: "88" })).toBe("legacy-id");
    expect(against({ code: "M101-2" })).toBe("section-code-and-periods");
    expect(against({ code: "M101-2", periods: ["5"] })).toBeUndefined();
    expect(against({ title: "Algebra 2" })).toBeUndefined();
    const asked = matchSections([section], [{ ...held, title: "algebra 2" }]);
    expect(asked.questions).toMatchObject([{ rung: "title-and-periods" }]);
  });
});
