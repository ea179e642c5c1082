import * as fc from "fast-check";
import { createSecretKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isCalendarDate } from "../../../contracts/oneroster/calendar.ts";
import { testReplacement } from "../testing/texts.ts";
import { createReplaceDate } from "./replace-date.ts";

const replaceText = testReplacement();
const replace = createReplaceDate(createSecretKey(Buffer.from("test")), replaceText);

function daysOf(year: number): readonly string[] {
  const days: string[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

describe("replacing a date of birth", () => {
  it.each([2011, 2012])("gives every day of %i another day of the same year", (year) => {
    const days = daysOf(year);

    const replaced = days.map(replace);

    expect(replaced.toSorted()).toEqual(days);
    replaced.forEach((day, index) => expect(day).not.toBe(days[index]));
  });

  it("keeps days that do not exist from existing, in the same year", () => {
    const day = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, "0"));
    fc.assert(
      fc.property(day, day, (month, date) => {
        const text = `2011-${month}-${date}`;
        fc.pre(!isCalendarDate(text) && month + date !== "0000");
        const replaced = replace(text);
        expect(replaced).toMatch(/^2011-\d\d-\d\d$/);
        expect(isCalendarDate(replaced)).toBe(false);
        expect(replaced).not.toBe(text);
      }),
    );
  });

  it.each([
    ["2011-05-12T00:00:00.000Z", /^2011-\d\d-\d\dT00:00:00\.000Z$/],
    [" 2011/05/12 ", /^ 2011\/\d\d\/\d\d $/],
    ["20110512", /^2011\d{4}$/],
    ["05/12/2011", /^\d\d\/\d\d\/2011$/],
    ["5/12/2011", /^\d\/\d\d\/2011$/],
    ["5.1.2011", /^\d\.\d\.2011$/],
  ])("keeps the way in which %j is written", (text, form) => {
    expect(replace(text)).toMatch(form);
    expect(replace(text)).not.toBe(text);
  });

  it("gives the same day however it is written", () => {
    const [year, month, day] = replace("2011-05-12").split("-");

    expect(replace("05/12/2011")).toBe(`${month}/${day}/${year}`);
  });

  it("keeps what says nothing, and replaces what is no date like any text", () => {
    expect(replace("0000-00-00")).toBe("0000-00-00");
    expect(replace("")).toBe("");
    expect(replace("12 May 2011, Garcia")).toBe(replaceText("12 May 2011, Garcia"));
    expect(replace("2011-05-12T5551234567")).toBe(replaceText("2011-05-12T5551234567"));
  });
});
