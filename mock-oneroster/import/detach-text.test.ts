import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDetach } from "./detach-text.ts";

const text = fc.string({ unit: "grapheme" });
const value = fc.oneof(
  text,
  fc.double({ noNaN: true }),
  fc.array(text),
  fc.array(fc.record({ left: text, right: text }), { minLength: 1 }),
);

describe("createDetach", () => {
  it("changes no value", () => {
    const names = fc.constantFrom("sourcedId", "userSourcedId", "termSourcedIds", "title", "role");
    fc.assert(
      fc.property(fc.array(fc.dictionary(names, value)), (rows) => {
        const detach = createDetach();
        expect(rows.map((row) => detach(row))).toEqual(rows.map((row) => ({ ...row })));
      }),
    );
  });
});
