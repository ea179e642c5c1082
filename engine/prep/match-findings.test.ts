import { describe, expect, it } from "vitest";
import { mapRoster } from "../mapping/map-roster.ts";
import type { HeldObject } from "../mapping/lms-state.ts";
import { noDecisions } from "../matching/judge-decisions.ts";
import { lmsWith } from "../testing/lms-model.ts";
import { userWithRoles } from "../testing/records.ts";
import { codesOf, placesOf, rosterOf, settingsWith, today, worldWith } from "../testing/world.ts";
import type { Diagnostic } from "../../contracts/run/diagnostic.ts";
import { matchAll } from "./match-all.ts";
import { matchFindings } from "./match-findings.ts";
import { createNaming } from "./privacy.ts";

const settings = settingsWith({ oneRoster: { version: "1.2" } });

function upgraded(id: string, own: Readonly<Record<string, unknown>> = {}): object {
  return userWithRoles(id, [["student", "s1", "primary"]], own);
}

const legacy = (number: string): Readonly<Record<string, unknown>> => ({
  metadata: { "ic.legacySourcedId": number },
});

function found(
  users: readonly object[],
  accounts: Readonly<Record<string, HeldObject["fields"]>>,
): readonly Diagnostic[] {
  const held = Object.entries(accounts).map(
    ([uid, fields], index) => [uid, { id: String(index), fields }] as const,
  );
  const roster = rosterOf(worldWith({ users }), { version: "1.2" }).value;
  const desired = mapRoster(roster, settings, today).value;
  const current = lmsWith({ users: new Map(held) });
  const world = { roster, settings, desired, current, decisions: noDecisions };
  return matchFindings(world, matchAll(world), createNaming(world, "full"));
}

describe("what pairing tells", () => {
  it("is nothing where the app itself finds everybody", () => {
    expect(found([upgraded("a")], { a: {} })).toEqual([]);
  });

  it("names an account under another Unique ID, and how it was found (F23)", () => {
    const [finding, ...more] = found([upgraded("a")], { x: { username: "a" } });

    expect(finding).toMatchObject({
      code: "account-under-other-id",
      at: "sis/users/a",
      args: { account: "x", how: "the usernames are equal" },
    });
    expect(more).toEqual([]);
  });

  it("names who lacks the legacy id that others carry (F24)", () => {
    const diagnostics = found([upgraded("a", legacy("1")), upgraded("b"), upgraded("c")], {
      s1: {},
      s2: { username: "b" },
      c: {},
    });

    expect(placesOf(diagnostics, "legacy-id-missing")).toEqual(["sis/users/b"]);
  });

  it("proposes a merge of the accounts of one person, and decides none (F25)", () => {
    const diagnostics = found([upgraded("a", legacy("42"))], { t42: {}, g42: {} });

    expect(diagnostics.find(({ code }) => code === "legacy-id-ambiguous")?.args).toEqual({
      accounts: "g42, t42",
    });
    expect(codesOf(diagnostics)).not.toContain("account-under-other-id");
  });

  it("asks about shared logins and equal names, each in its own words (F21)", () => {
    const shared = { email: "same@example.org" };
    const ambiguous = found([upgraded("a", shared), upgraded("b", shared)], {
      x: { primary_email: "same@example.org" },
    });
    const alike = found([upgraded("a")], { x: { name_first: "Given", name_last: "a" } });

    expect(placesOf(ambiguous, "match-ambiguous")).toEqual(["sis/users/a", "sis/users/b"]);
    expect(codesOf(alike)).toEqual(["match-looks-alike"]);
  });

  it("says that there is no way back when accounts carry ids of 1.1 and the SIS speaks 1.2 (F26)", () => {
    expect(codesOf(found([upgraded("a", legacy("1"))], { s1: {} }))).toContain("version-one-way");
    expect(codesOf(found([upgraded("a", legacy("1"))], { a: {} }))).not.toContain(
      "version-one-way",
    );
  });
});
