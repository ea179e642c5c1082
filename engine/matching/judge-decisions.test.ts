import { describe, expect, it } from "vitest";
import type { DecisionRow } from "../../contracts/run/decision-row.ts";
import type { Diagnostic } from "../../contracts/run/diagnostic.ts";
import { judgeDecisions } from "./judge-decisions.ts";

const world = {
  uidOf: new Map([
    ["guid-1", "guid-1"],
    ["guid-2", "guid-2"],
    ["0017", "0017"],
  ]),
  isKnown: (id: string) => id === "unsynced",
  accounts: new Map([
    ["s1", "101"],
    ["s2", "102"],
    ["guid-2", "103"],
  ]),
};

function row(line: number, own: Partial<DecisionRow>): DecisionRow {
  return { line, schoologyId: "", schoologyMatching: "", sisMatching: "", mappingId: "", ...own };
}

const pairsOf = (...rows: readonly DecisionRow[]): readonly (readonly [string, string])[] => [
  ...judgeDecisions(rows, world).value.pairs,
];
const found = (...rows: readonly DecisionRow[]): readonly [string, unknown][] =>
  judgeDecisions(rows, world).diagnostics.map(({ code, args }: Diagnostic) => [code, args["line"]]);

const s1 = { schoologyId: "101", schoologyMatching: "s1" };

describe("decisions of data preparation (R87)", () => {
  it("pair an account with the person whose id stands in its row, or a person with the account", () => {
    const expected = [["s1", "guid-1"]];

    expect(pairsOf(row(2, { ...s1, mappingId: "guid-1" }))).toEqual(expected);
    expect(pairsOf(row(2, { sisMatching: "guid-1", mappingId: "s1" }))).toEqual(expected);
    expect(pairsOf(row(2, { sisMatching: "guid-1", mappingId: "id:101" }))).toEqual(expected);
    expect(
      pairsOf(
        row(2, { ...s1, mappingId: "guid-1" }),
        row(3, { sisMatching: "guid-1", mappingId: "s1" }),
      ),
    ).toEqual(expected);
  });

  it("decide nothing where nothing is filled in, and decline an account whose id was taken out", () => {
    const rows = [row(2, { sisMatching: "guid-1" }), row(3, { ...s1, sisMatching: "guid-1" })];

    const { value, diagnostics } = judgeDecisions(rows, world);

    expect([...value.pairs]).toEqual([]);
    expect([...value.declined]).toEqual(["s1"]);
    expect(diagnostics).toEqual([]);
  });

  it("name the line of an unknown id, and guess what a spreadsheet did to it (F36)", () => {
    expect(found(row(7, { ...s1, mappingId: "nobody" }))).toEqual([["decision-id-unknown", 7]]);
    expect(found(row(8, { schoologyMatching: "gone", mappingId: "guid-1" }))).toEqual([
      ["decision-id-unknown", 8],
    ]);
    const [short] = judgeDecisions([row(9, { ...s1, mappingId: "17" })], world).diagnostics;
    expect(short?.args["hint"]).toContain("0017");
    const [long] = judgeDecisions([row(9, { ...s1, mappingId: "1.2E+11" })], world).diagnostics;
    expect(long?.args["hint"]).toContain("shortened");
  });

  it("wait, without a word, for somebody who does not sync", () => {
    const rows = [
      row(2, { ...s1, mappingId: "unsynced" }),
      row(3, { sisMatching: "unsynced", mappingId: "s2" }),
    ];

    expect(found(...rows)).toEqual([]);
    expect(pairsOf(...rows)).toEqual([]);
  });

  it("count neither of two rows that use one id with different partners", () => {
    const rows = [
      row(2, { ...s1, mappingId: "guid-1" }),
      row(3, { schoologyId: "102", schoologyMatching: "s2", mappingId: "guid-1" }),
    ];

    expect(found(...rows)).toEqual([["decision-repeated", 3]]);
    expect(pairsOf(...rows)).toEqual([]);
  });

  it("refuse a row whose Schoology Matching was edited", () => {
    const edited = { schoologyId: "101", schoologyMatching: "s2", mappingId: "guid-1" };

    expect(found(row(2, edited))).toEqual([["decision-matching-edited", 2]]);
    expect(found(row(2, { ...edited, schoologyMatching: "typo" }))).toEqual([
      ["decision-matching-edited", 2],
    ]);
    expect(pairsOf(row(2, edited))).toEqual([]);
  });

  it("take a pair that a sync has carried out since as done", () => {
    const done = { schoologyId: "103", schoologyMatching: "s9", mappingId: "guid-2" };

    expect(found(row(2, done), row(3, { schoologyMatching: "s9", mappingId: "guid-2" }))).toEqual(
      [],
    );
    expect(pairsOf(row(2, done))).toEqual([]);
  });

  it("refuse to give an account a Unique ID that another has, or to take it from its owner (R114)", () => {
    expect(found(row(2, { ...s1, mappingId: "guid-2" }))).toEqual([["decision-id-taken", 2]]);
    const owned = { schoologyId: "103", schoologyMatching: "guid-2", mappingId: "guid-1" };
    expect(found(row(2, owned))).toEqual([["decision-id-taken", 2]]);
  });

  it("say that a pair with one Unique ID cannot be parted", () => {
    const parted = { schoologyId: "103", schoologyMatching: "guid-2", sisMatching: "guid-2" };

    expect(found(row(2, parted))).toEqual([["decision-without-effect", 2]]);
  });
});
