import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importCrossListings } from "../actions/people/cross-list-people.ts";
import { linkSections } from "../actions/people/link-people.ts";
import { createTestLms, type TestLms } from "../testing/signed-client.ts";
import {
  firstIds,
  openSchoolWithSection,
  postRows,
  roleIds,
  sectionRow,
  userRow,
} from "../testing/small-school.ts";

const hostile = "<script>alert(1)</script>\"'&\u202Egnp";

async function openPage(lms: TestLms, path: string) {
  const reply = await lms.lms.app.request(`http://lms.test${path}`);
  const raw = await reply.text();
  const text = raw.replace(/\s+/g, " ").replaceAll("> <", "><");
  return { status: reply.status, raw, text, headers: reply.headers };
}

/** A school in which every text that can be is hostile. */
async function openHostileSchool(): Promise<TestLms> {
  const lms = createTestLms();
  await openSchoolWithSection(lms);
  await lms.post(`/schools/${firstIds.organization}/buildings`, { title: hostile });
  await lms.put(`/schools/${firstIds.organization}`, { title: hostile });
  await lms.post("/gradingperiods", { title: hostile, start: "2026-08-17", end: "2026-12-18" });
  const names = { name_first: hostile, name_last: hostile, username: hostile };
  await postRows(lms, { kind: "user", path: "/users" }, [
    userRow(hostile, { ...names, primary_email: hostile, name_first_preferred: hostile }),
    userRow("p-1", { role_id: roleIds.parent, building_id: "10002" }),
  ]);
  await postRows(lms, { kind: "association", path: "/users/import/associations/parents" }, [
    { student_school_uid: hostile, parent_school_uid: "p-1" },
  ]);
  await postRows(lms, { kind: "course", path: "/courses" }, [
    { title: hostile, course_code: hostile },
  ]);
  const path = `/courses/${firstIds.course + 1}/sections`;
  await postRows(lms, { kind: "section", path }, [
    sectionRow(hostile, { title: hostile, grading_periods: [50_002] }),
    sectionRow("child", { title: hostile, grading_periods: [50_002] }),
    sectionRow("gone", { title: hostile, grading_periods: [50_002] }),
  ]);
  await postRows(lms, { kind: "enrollment", path: "/enrollments/import/course" }, [
    { section_school_code: hostile, school_uid: hostile },
    { section_school_code: "gone", school_uid: "u-1" },
  ]);
  const csv = "Target Section School Code,Cross-Listed Section School Code\nchild,gone";
  importCrossListings(lms.lms.world, { csv });
  linkSections(lms.lms.world, { master: firstIds.section + 1, children: ["child"] });
  await lms.get(`/users/ext/${encodeURIComponent(hostile)}`);
  return lms;
}

const paths = [
  "/",
  "/buildings",
  "/people",
  `/people?q=${encodeURIComponent(hostile)}`,
  `/people/${firstIds.user + 3}`,
  `/people/${firstIds.user + 4}`,
  "/courses",
  `/courses?code=${encodeURIComponent(hostile)}`,
  `/courses/${firstIds.course + 1}`,
  `/sections/${firstIds.section + 1}`,
  `/sections/${firstIds.section + 2}`,
  "/grading-periods",
  "/arrangements",
  "/journal",
];

describe("the pages", () => {
  it("show hostile text as text, under a policy without scripts", async () => {
    const lms = await openHostileSchool();
    for (const path of paths) {
      const page = await openPage(lms, path);

      expect([path, page.status]).toEqual([path, 200]);
      expect(page.text).not.toMatch(/<script|\u202E|"'&g/);
      expect(page.headers.get("Content-Security-Policy")).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
      );
      const style = /<style>([\s\S]*)<\/style>/.exec(page.raw)?.[1] ?? "";
      const hash = createHash("sha256").update(style).digest("base64");
      expect(page.headers.get("Content-Security-Policy")).toContain(`'sha256-${hash}'`);
      expect(page.headers.get("X-Rehearse-Mock")).toBe("mock-lms");
      expect(page.text.match(/<h1>/g)).toHaveLength(1);
      expect(page.text).toMatch(/<main id="main">[\s\S]*<\/main>/);
      expect(page.text.match(/<table>/g)?.length).toBe(page.text.match(/<caption>/g)?.length);
    }
    expect((await openPage(lms, "/people")).text).toContain(
      "&lt;script&gt;alert(1)&lt;/script&gt;",
    );
  });

  it("say first that what is on them may be personal", async () => {
    const overview = await openPage(await openHostileSchool(), "/");

    expect(overview.text).toMatch(/comes from its clients.* it is personal when theirs is/s);
  });

  it("tell of a person: role, buildings, parents, children, sections, source", async () => {
    const lms = await openHostileSchool();

    const child = await openPage(lms, `/people/${firstIds.user + 3}`);
    const parent = await openPage(lms, `/people/${firstIds.user + 4}`);

    expect(child.text).toMatch(/<dt>Parents<\/dt><dd><bdi><a href="\/people\/100000005">/);
    expect(child.text).toMatch(/<dt>Role<\/dt><dd>Student<\/dd>/);
    expect(child.text).toMatch(/course admin|<td>member<\/td><td>active<\/td><td>synced<\/td>/);
    expect(parent.text).toMatch(/<dt>Children<\/dt><dd><bdi><a href="\/people\/100000004">/);
    expect(parent.text).toMatch(/<dt>Source<\/dt><dd>manual<\/dd>/);
  });

  it("tell of a section: where it is linked, what is listed into it, where grades go", async () => {
    const lms = await openHostileSchool();

    const master = await openPage(lms, `/sections/${firstIds.section + 1}`);
    const child = await openPage(lms, `/sections/${firstIds.section + 2}`);

    expect(master.text).toContain(`<dt>Linked sections</dt><dd><bdi><a href="/sections/300000003"`);
    expect(child.text).toContain("<dt>Linked to the master</dt>");
    expect(child.text).toContain("<dt>Cross-listed into it</dt><dd>gone</dd>");
    expect(child.text).toMatch(/<td>active<\/td><td>synced<\/td><td>gone<\/td>/);
  });

  it("find people by name and Unique ID, by role and building, a page at a time", async () => {
    const lms = await openHostileSchool();
    for (const batch of [0, 1]) {
      const rows = Array.from({ length: 50 }, (_, index) =>
        userRow(`b-${batch}-${index}`, {
          name_first: "Batch",
          name_last: `N${batch * 50 + index}`,
        }),
      );
      await postRows(lms, { kind: "user", path: "/users" }, rows);
    }
    const names = async (query: string) =>
      [
        ...(await openPage(lms, `/people?${query}`)).text.matchAll(/">(Batch N\d+|First Last)</g),
      ].map(([, name]) => name);

    expect(await names("q=batch+n99")).toEqual(["Batch N99"]);
    expect(await names("q=b-1-3")).toEqual(["Batch N53"]);
    expect(await names(`role=${roleIds.parent}`)).toEqual(["First Last"]);
    expect(await names("building=10002")).toEqual(["First Last"]);
    const first = await openPage(lms, "/people?q=batch");
    const next = /href="(\/people\?q=batch&amp;from=\d+)"/.exec(first.text)?.[1] ?? "";
    const second = await openPage(lms, next.replaceAll("&amp;", "&"));
    expect(first.text).toContain("Batch N49<");
    expect(first.text).not.toContain("Batch N50<");
    expect(second.text).toContain("Batch N50<");
    expect(second.text).toContain("Batch N99<");
    expect(second.text).not.toContain("Next page");
  });

  it("answer 404 with a page for what is not there, whatever stands in the address", async () => {
    const lms = await openHostileSchool();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("people", "sections", "courses"),
        fc.oneof(fc.string(), fc.constantFrom("-1", "0", "1e9", "..", "%00", "9".repeat(40))),
        fc.string(),
        async (place, id, query) => {
          const name = encodeURIComponent(id);
          const page = await openPage(lms, `/${place}/${name}?from=${encodeURIComponent(query)}`);

          expect([200, 404]).toContain(page.status);
          expect(page.text).not.toContain("<script");
        },
      ),
    );
    expect((await openPage(lms, "/people/7")).text).toContain("Nothing has this address");
  });

  it("stay quick with a hundred thousand people", async () => {
    const lms = createTestLms();
    const { users, buildings } = lms.lms.store;
    const [organization] = buildings.values();
    for (let index = 0; index < 100_000; index += 1) {
      users.add((id) => ({
        id,
        schoolUid: `s-${index}`,
        username: `u${index}`,
        email: "",
        nameFirst: "Many",
        nameLast: `People${index}`,
        roleId: 703,
        buildingId: organization?.id ?? 0,
        additionalBuildings: [],
        synced: 1,
        inactiveAtMs: null,
        profile: {},
      }));
    }
    const startedMs = performance.now();
    const last = await openPage(lms, "/people?q=people99999");
    const deep = await openPage(lms, "/people?from=99990");
    const tookMs = performance.now() - startedMs;

    expect(last.text).toContain("Many People99999");
    expect(deep.text).toContain("Many People99995");
    expect(deep.text.length).toBeLessThan(20_000);
    expect(tookMs).toBeLessThan(2_000);
  });
});
