import { XMLParser } from "fast-xml-parser";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTestLms, plainAuthorization, testStartMs } from "../testing/signed-client.ts";
import { firstIds, openSchoolWithSection } from "../testing/small-school.ts";
import { answerTypeFor } from "../xml/media-types.ts";
import { parseXml, XmlError } from "../xml/read-xml.ts";
import { formatXml } from "../xml/write-xml.ts";

let calls = 0;

async function openSchool() {
  const test = createTestLms();
  await openSchoolWithSection(test);
  const ask = async (
    path: string,
    init: {
      readonly method?: string;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) => {
    calls += 1;
    const reply = await test.lms.app.request(`http://lms.test/v1${path}`, {
      ...init,
      headers: {
        authorization: plainAuthorization({ nonce: `x${calls}`, timestamp: testStartMs / 1_000 }),
        ...init.headers,
      },
    });
    const type = reply.headers.get("content-type");
    return { status: reply.status, type, text: await reply.text() };
  };
  return { ...test, ask };
}

const xml = { "content-type": "text/xml", accept: "text/xml" };

/** Reads an answer as a client would that knows nothing of this mock. */
function readAnswer(text: string): unknown {
  return new XMLParser({ parseTagValue: false, ignoreDeclaration: true }).parse(text);
}

describe("xml", () => {
  it("takes a list of one as a list, of members as of rows", async () => {
    const school = await openSchool();
    const member = { uid: firstIds.user, admin: 0 };
    await school.post(`/sections/${firstIds.section}/enrollments`, member);
    const rows = `<grading_group><title>Readers</title><members>${firstIds.enrollment}</members></grading_group>`;

    const reply = await school.ask(`/sections/${firstIds.section}/grading_groups`, {
      method: "POST",
      headers: xml,
      body: `<grading_groups>${rows}</grading_groups>`,
    });

    expect(reply.status).toBe(207);
    expect([...school.lms.store.gradingGroups.values()]).toMatchObject([
      { title: "Readers", memberIds: [firstIds.enrollment] },
    ]);
  });

  it("answers in XML when the client likes it best, as in the original's example", async () => {
    const { ask } = await openSchool();

    const reply = await ask(`/users/${firstIds.user}`, {
      headers: { accept: "text/xml;q=1.0,application/json;q=0.0", "content-type": "text/xml" },
    });

    expect(reply).toMatchObject({ status: 200, type: "text/xml; charset=UTF-8" });
    expect(reply.text).toMatch(/^<\?xml version="1\.0" encoding="utf-8" \?>\n<result>/);
    expect(readAnswer(reply.text)).toMatchObject({
      result: { uid: String(firstIds.user), school_uid: "u-1", links: {} },
    });
  });

  it("writes a list as an element for each item", async () => {
    const { ask } = await openSchool();

    const reply = await ask("/users", { headers: { accept: "application/xml" } });

    expect(reply.type).toBe("application/xml; charset=UTF-8");
    expect(readAnswer(reply.text)).toMatchObject({
      result: { user: [{ school_uid: "u-1" }, { school_uid: "u-2" }, {}], total: "3" },
    });
  });

  it("takes bulk rows, one or many, and says of each what became of it", async () => {
    const school = await openSchool();
    const { ask } = school;
    const row = (uid: string): string =>
      `<user><school_uid>${uid}</school_uid><name_first>Zo&#xEB;</name_first><name_last>&lt;O&apos;Neil&gt;</name_last><username>${uid}</username><role_id>703</role_id></user>`;

    const one = await ask("/users", {
      method: "POST",
      headers: xml,
      body: `<?xml version="1.0"?>\n<users>\n  ${row("x-1")}\n</users>`,
    });
    const two = await ask("/users", {
      method: "POST",
      headers: xml,
      body: `<users>${row("x-2")}${row("x-1")}</users>`,
    });

    expect(one.status).toBe(207);
    expect(readAnswer(one.text)).toMatchObject({
      result: { user: { response_code: "200", school_uid: "x-1" } },
    });
    expect(readAnswer(two.text)).toMatchObject({
      result: { user: [{ response_code: "200" }, { response_code: "400" }] },
    });
    expect((await school.get("/users?school_uids=x-1")).body).toMatchObject({
      user: [{ name_first: "Zoë", name_last: "<O'Neil>" }],
    });
  });

  it("takes one object under any root, lists of one element in it stay lists", async () => {
    const school = await openSchool();
    const { ask } = school;

    const made = await ask(`/courses/${firstIds.course}/sections`, {
      method: "POST",
      headers: xml,
      body: `<section><title>X</title><section_school_code>x</section_school_code><grading_periods>${firstIds.gradingPeriod}</grading_periods></section>`,
    });
    const many = await ask("/multiget", {
      method: "POST",
      headers: xml,
      body: `<requests><request>/v1/users/${firstIds.user}</request></requests>`,
    });

    expect(made.status).toBe(201);
    expect((await school.get(`/sections?section_school_codes=x`)).body).toMatchObject({
      section: [{ grading_periods: [firstIds.gradingPeriod] }],
    });
    expect(readAnswer(many.text)).toMatchObject({
      result: { response: { response_code: "200", body: { school_uid: "u-1" } } },
    });
  });

  it("keeps empty answers empty", async () => {
    const { ask } = await openSchool();

    expect(await ask("/users/1", { headers: xml })).toMatchObject({ status: 404, text: "" });
    const put = await ask(`/users/${firstIds.user}`, {
      method: "PUT",
      headers: xml,
      body: "<user><name_first>New</name_first></user>",
    });
    expect(put).toMatchObject({ status: 204, text: "" });
  });

  it.each([
    ["nothing well-formed", "<users><user></users>"],
    ["no XML", "users"],
    ["two roots", "<a/><b/>"],
    ["a document type", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ["a document type behind a comment", "<!-- x --><!DOCTYPE a><a/>"],
    [
      "a document type behind what looks like a comment",
      '<a b="<!--"><!DOCTYPE a [<!ENTITY b "cc">]><c>&b;</c></a>',
    ],
    ["a prototype", "<user><__proto__><admin>1</admin></__proto__></user>"],
    ["a constructor", "<user><constructor>1</constructor></user>"],
    ["depth", `${"<a>".repeat(50)}${"</a>".repeat(50)}`],
    ["size", `<a>${"x".repeat(600_000)}</a>`],
  ])("answers %s with 400 in the client's own form", async (_what, body) => {
    const { ask } = await openSchool();

    const reply = await ask("/users", { method: "POST", headers: xml, body });

    expect(reply.status).toBe(400);
    expect(reply.text).toMatch(/<result>[A-Z].*\.<\/result>/);
    expect((await ask("/roles")).status).toBe(200);
  });

  it("reads a document type inside CDATA as text", () => {
    expect(parseXml("<user><bio><![CDATA[<!DOCTYPE html> &amp;]]></bio></user>")).toEqual({
      bio: "<!DOCTYPE html> &amp;",
    });
  });

  it.each([
    [undefined, undefined, undefined],
    ["*/*", undefined, undefined],
    ["*/*", "text/xml; charset=utf-8", "text/xml"],
    [undefined, "application/xml", "application/xml"],
    ["application/json", "text/xml", undefined],
    ["application/json;q=0.5, text/xml;q=0.6", undefined, "text/xml"],
    ["text/xml;q=0", undefined, undefined],
    ["text/html, APPLICATION/XML;q=0.9, */*;q=0.8", undefined, "application/xml"],
  ])("for Accept %s and Content-Type %s answers in %s", (accept, contentType, type) => {
    expect(answerTypeFor({ accept, contentType })).toBe(type);
  });

  it("loses nothing on the way to XML and back but types and empty lists", () => {
    const name = fc.stringMatching(/^[a-z][a-z_]{0,8}$/).filter((each) => !words.has(each));
    const text = fc
      .string({ unit: "binary" })
      .filter((each) => !/[^\t\n\r -\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(each));
    const row = fc.dictionary(name, fc.oneof(text, fc.integer(), fc.constant(null)), {
      minKeys: 1,
      maxKeys: 5,
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
        const written = formatXml({ users: { user: rows } });

        const read = parseXml(written);

        expect(read).toEqual({
          users: { user: rows.map((each) => mapValues(each, (value) => String(value ?? ""))) },
        });
      }),
    );
  });

  it("writes every JSON as well-formed XML", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(() => parseXml(formatXml(value))).not.toThrow(SyntaxError);
        expect(readAnswer(formatXml(value))).toHaveProperty("result");
      }),
    );
  });

  it("reads whatever it is given or says that it cannot, and says nothing of it", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "/",
      "a",
      "!",
      "[",
      "]",
      "-",
      "&",
      ";",
      "#",
      '"',
      " ",
      "?",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(problemOf(pieces.join(""))).toBeOneOf([undefined, XmlError]);
      }),
      { numRuns: 500 },
    );
  });
});

/** The kind of error that reading ends with. */
function problemOf(text: string): unknown {
  try {
    parseXml(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.constructor : error;
  }
}

/** Names that are lists wherever they stand, or that no object of ours may have. */
const words = new Set(["request", "assignees", "constructor", "prototype", "valueof", "tostring"]);

function mapValues(
  record: Readonly<Record<string, unknown>>,
  change: (value: string | number | null) => string,
): object {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      change(typeof value === "string" || typeof value === "number" ? value : null),
    ]),
  );
}
