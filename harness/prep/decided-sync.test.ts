import { expect, it } from "vitest";
import { Tab } from "../../contracts/run/plan.ts";
import { syncOnce, type SyncResult } from "../../engine/index.ts";
import { importBundle } from "../../mock-oneroster/index.ts";
import { loadOrganizationFiles } from "../../mock-lms/index.ts";
import {
  cleanBundle,
  createTempFolder,
  writeFolder,
} from "../../mock-oneroster/testing/bundles.ts";
import { layeredSettings } from "../settings.ts";
import { clockAt, openWorld, type RehearsalWorld } from "../world.ts";
import { parseDecisions } from "./read-decisions.ts";

const users = `First Name,Last Name,Username,User Unique ID,Role
Misaki,Sato,ada,s1,Student
Bo,ONeil,bo,t2,Teacher
Cy,Sato,cy,g3,Parent
By,Hand,by.hand,x9,Student
`;
const decisions = parseDecisions(
  "Schoology Matching,SIS Matching,Integration-Mapping ID\ns1,,u1\nt2,,u2\n,u3,g3\n",
  "decisions.csv",
);

async function openDistrict(): Promise<RehearsalWorld> {
  await using folder = await createTempFolder();
  const clock = clockAt("2026-09-15T12:00:00.000Z");
  const bundle = await writeFolder(folder, cleanBundle("1.2"));
  const sisWorld = (await importBundle(bundle, clock)).value;
  const world = await openWorld({ sisWorld, settings, seed: 1, clock, transport: "in-process" });
  loadOrganizationFiles(world.lms.world, new Map([["users.csv", users]]));
  return world;
}

const settings = layeredSettings([{ oneRoster: { version: "1.2" } }], "test");
const sync = (world: RehearsalWorld, rows: typeof decisions): Promise<SyncResult> =>
  syncOnce(world.ports, { settings, tabs: Tab.options, decisions: rows });

const accountsOf = ({ lms }: RehearsalWorld): readonly string[] =>
  [...lms.store.users.values()].map((user) => `${user.id} ${user.schoolUid}`).toSorted();

it("takes over the accounts that were decided, over the real API, and has nothing to do the next time (R87)", async () => {
  await using world = await openDistrict();
  const before = accountsOf(world);

  const first = await sync(world, decisions);
  const after = accountsOf(world);
  const second = await sync(world, decisions);

  expect(first.applied.failed.size).toBe(0);
  const numbers = (list: readonly string[]): readonly string[] =>
    list.map((line) => line.split(" ")[0] ?? "");
  expect(numbers(after)).toEqual(numbers(before));
  expect(after.map((line) => line.split(" ")[1])).toEqual(["u1", "u2", "u3", "x9"]);
  expect(second.plan.changes).toEqual([]);
});

it("goes by Unique ID alone without a decision, as the app does: whose username is there gets no account (R87)", async () => {
  await using world = await openDistrict();

  const { plan, diagnostics } = await sync(world, []);

  expect(plan.changes.filter(({ kind }) => kind === "user")).toEqual([]);
  expect(diagnostics.filter(({ code }) => code === "username-taken")).toHaveLength(3);
});
