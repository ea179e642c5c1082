import * as fc from "fast-check";
import { hashText } from "../../core/random.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { classesOf, cleanRecords } from "./clean-records.ts";
import type { Records } from "./records-projection.ts";

/** The ids of linked records. The last ones are none that CSV allows. */
const pool = ["a", "b", "c-3", "d", "e/5", "f@6", "g 7", "__proto__", "h+8"] as const;

/** Records of every class that the standard allows, a few of each, most of whose references lead to one of them. */
export function linkedRecords(version: OneRosterVersion): fc.Arbitrary<Records> {
  const classes = classesOf(version).map((className) =>
    fc
      .array(cleanRecords(version, className), { minLength: 3, maxLength: 8 })
      .map((records): [string, unknown] => [className, records]),
  );
  return fc.noShrink(fc.tuple(...classes)).map((entries) => link(Object.fromEntries(entries)));
}

function link(records: Readonly<Record<string, unknown>>): Records {
  return JSON.parse(JSON.stringify(records), (name, value: unknown) =>
    name === "sourcedId" ? pool[hashText(String(value)) % pool.length] : value,
  );
}
