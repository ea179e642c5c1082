import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFact } from "./fact-lines.ts";
import { factsV1p1, factsV1p2, nestedFacts } from "./facts.ts";
import { isExtension, OneRosterVersion, vocabularies } from "./vocabulary.ts";

const linesOf = {
  "1.1": Object.values(factsV1p1).flat(),
  "1.2": [...Object.values(factsV1p2).flat(), ...Object.values(nestedFacts).flat()],
};

/** A vocabulary as one text, so that order does not matter. */
function spell(values: readonly string[], open: boolean): string {
  return `${open ? "open" : "closed"}: ${values.toSorted().join("|")}`;
}

describe("the vocabularies", () => {
  it.each(OneRosterVersion.options)("of %s are those of the table of facts", (version) => {
    const facts = linesOf[version].map(parseFact).filter((fact) => /open|closed/.test(fact.kind));

    const inFacts = new Set(facts.map((fact) => spell(fact.of, fact.kind === "open")));
    const listed = Object.entries(vocabularies[version])
      .filter(([name]) => name !== "flag" && name !== "learningObjectiveSource")
      .map(([, { values, open }]) => spell(values, open));

    expect(inFacts).toEqual(new Set(listed));
  });

  it("are extended by the ext prefix and a plain word, and by nothing around it", () => {
    expect(["ext:", "ext:a b", "xext:a", "ext:a\n", "EXT:a", ""].filter(isExtension)).toEqual([]);
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9._-]+$/), (word) => isExtension(`ext:${word}`)),
    );
  });
});
