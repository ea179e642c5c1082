import { parseFact } from "../../../contracts/oneroster/fact-lines.ts";
import { factsV1p1, factsV1p2, nestedFacts } from "../../../contracts/oneroster/facts.ts";
import type { ClassName } from "../../../contracts/oneroster/vocabulary.ts";
import type { WireRecord } from "../anonymise/create-anonymiser.ts";

/** A record with every field of its class in either version, each holding its own name as text. */
export function fullRecord(className: ClassName): WireRecord {
  const older: Readonly<Partial<Record<ClassName, readonly string[]>>> = factsV1p1;
  return {
    ...recordOf([...(older[className] ?? []), ...factsV1p2[className]]),
    metadata: {
      "ic.legacySourcedId": "legacy",
      ic_relationships: [{ sourcedId: "relative", guardian: "guardian", relationshipType: "kind" }],
      ic_address: { number: "number", street: "street", city: "city", other: "other" },
      ic_homePhone: "phone",
      unknown: { deeper: ["one", { two: "two" }] },
    },
    unknownField: "unknown",
  };
}

function recordOf(lines: readonly string[]): Record<string, unknown> {
  const nested: Readonly<Record<string, readonly string[]>> = nestedFacts;
  return Object.fromEntries(
    lines.map(parseFact).map(({ name, kind, of, list }) => {
      const value =
        kind === "ref"
          ? { href: "href", sourcedId: "sourcedId", type: "type", extra: "extra" }
          : kind === "of"
            ? recordOf(nested[of[0] ?? ""] ?? [])
            : name;
      return [name, list ? [value, value] : value];
    }),
  );
}

/** A record, and what was planted in it. */
export interface Planted {
  readonly record: WireRecord;
  readonly markers: readonly string[];
}

/** Puts a text of its own, made of a name, a number and an e-mail, in the place of every text. */
export function plantMarkers(record: WireRecord, start = 0): Planted {
  const markers: string[] = [];
  const plant = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plant);
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plant(inner)]));
    }
    const mark = letters(start + markers.length);
    markers.push(`Zebedee${mark}`, `Quixworth-${mark}`, `${mark}@garcia`);
    return `Zebedee${mark} Quixworth-${mark} <${mark}@garcia.org>`;
  };
  const planted = plant(record);
  return { record: typeof planted === "object" ? { ...planted } : {}, markers };
}

/** A number in letters. */
function letters(number: number): string {
  return String(1_000 + number).replace(/\d/g, (digit) => "bcdfghjklm".charAt(Number(digit)));
}
