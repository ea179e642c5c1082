import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Enrollment, EnrollmentList } from "./enrollment.ts";
import { parseList } from "./parse-list.ts";

const form = { key: "enrollment", row: Enrollment };
const member = { id: 81, uid: "21", school_uid: "u1", admin: "1", status: 1 };

describe("reading a page of a list", () => {
  it("gives the rows, the total and whether more follow", () => {
    const answer = { enrollment: [member], total: "7", links: { next: "https://x/?start=1" } };

    expect(parseList(form, answer)).toEqual({
      rows: [{ id: "81", uid: "21", school_uid: "u1", admin: 1, status: 1 }],
      total: 7,
      hasNext: true,
    });
  });

  it("says which row is wrong, and with what", () => {
    const answer = { enrollment: [member, { ...member, admin: "yes" }] };

    expect(parseList(form, answer)).toMatch(/^enrollment\[1\]: .*A flag is 0 or 1.*admin/s);
  });

  it.each([null, "text", [], {}, { enrollment: {} }, { enrollment: [], total: "many" }])(
    "takes for no list what is none: %j",
    (answer) => {
      expect(typeof parseList(form, answer)).toBe("string");
    },
  );

  it("comes to what the schema of the whole comes to", () => {
    const odd = fc.constantFrom<unknown>(null, 1, "1", "x", [], {});
    const row = fc.record({ ...fixed(member), admin: odd, school_uid: odd, picture_url: odd });
    const answers = fc.record(
      { enrollment: fc.array(fc.oneof(row, odd)), total: odd, links: odd, stranger: odd },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(answers, (answer) => {
        const read = parseList(form, answer);
        const whole = EnrollmentList.safeParse(answer);

        expect(typeof read === "string").toBe(!whole.success);
        expect(typeof read === "string" ? undefined : read.rows).toEqual(whole.data?.enrollment);
      }),
      { numRuns: 500 },
    );
  });
});

function fixed(values: object): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]): [string, fc.Arbitrary<unknown>] => [
      key,
      fc.constant(value),
    ]),
  );
}
