import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { basePath, type OneRosterService } from "../../contracts/oneroster/operations.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { wrapperOf } from "../../contracts/oneroster/wrappers.ts";
import { createMockOneroster } from "../app.ts";
import { profileNamed } from "../profiles/profiles.ts";
import type { World } from "../store/world.ts";
import { askToken, readJson, testCredentials } from "../testing/ask.ts";
import { classesOf, cleanRecords, type CleanRecord } from "../testing/clean-records.ts";
import { worldFromRecords } from "./world-from-records.ts";

const modified = "2026-09-01T00:00:00.000Z";

interface ClassRecords {
  readonly className: ClassName;
  readonly records: readonly CleanRecord[];
}

function districts(version: OneRosterVersion): fc.Arbitrary<readonly ClassRecords[]> {
  return fc
    .tuple(
      ...classesOf(version).map((className) =>
        fc
          .uniqueArray(cleanRecords(version, className), {
            maxLength: 3,
            selector: ({ sourcedId }) => sourcedId,
          })
          .map((records) => ({ className, records })),
      ),
    )
    .map(withDemographicsOfUsers);
}

describe("the records of a server", () => {
  it.each(["1.1", "1.2"] as const)("of %s are served as they were written", async (version) => {
    await fc.assert(
      fc.asyncProperty(fc.noShrink(districts(version)), async (classes) => {
        const byClass = classes.map(({ className, records }) => [className, records] as const);
        const { world } = await worldFromRecords(version, Object.fromEntries(byClass), modified);
        const served = await startStrictMock(world);

        for (const { className, records } of classes) {
          const written = new Map(records.map((record) => [record["sourcedId"], record]));
          const answer = (await served(version, className)).map((record) =>
            withoutAdded(record, written.get(record["sourcedId"]) ?? {}),
          );
          expect(byId(answer).map(said)).toEqual(byId(records).map(said));
        }
      }),
      { numRuns: 10 },
    );
  });
});

type Served = (version: OneRosterVersion, className: ClassName) => Promise<readonly CleanRecord[]>;

/** Asks for all records of a class, of a server that adds nothing of its own. */
async function startStrictMock(world: World): Promise<Served> {
  const mock = createMockOneroster({
    world,
    clock: createVirtualClock(Date.parse(modified)),
    random: createRandom("served"),
    credentials: testCredentials,
    profile: profileNamed("strict"),
  });
  const headers = { Authorization: `Bearer ${await askToken(mock)}` };
  return async (version, className) => {
    const { collection } = wrapperOf(version, className);
    const path = `${basePath(version, serviceOf(className))}/${collection}?limit=1000`;
    const body = await readJson(await mock.app.request(path, { headers }));
    const records = body[collection];
    return Array.isArray(records) ? records : [];
  };
}

/** Demographics are served for users who are there. */
function withDemographicsOfUsers(classes: readonly ClassRecords[]): readonly ClassRecords[] {
  const users = classes.find(({ className }) => className === "user")?.records ?? [];
  return classes.map(({ className, records }) => {
    if (className !== "demographics") return { className, records };
    const owned = users.flatMap(({ sourcedId }, index) => {
      const record = records[index];
      return record === undefined ? [] : [{ ...record, sourcedId }];
    });
    return { className, records: owned };
  });
}

function serviceOf(className: ClassName): OneRosterService {
  if (className === "resource") return "resources";
  const gradebook = /^(?:category|lineItem|result|scoreScale|assessment)/.test(className);
  return gradebook ? "gradebook" : "rostering";
}

function byId(records: readonly CleanRecord[]): readonly CleanRecord[] {
  return records.toSorted((a, b) => (String(a["sourcedId"]) < String(b["sourcedId"]) ? -1 : 1));
}

/** Fields that the server fills by itself: the other session of a line item, the course of a scale's class. */
const filledByServer = ["academicSession", "gradingPeriod", "course"];

function withoutAdded(record: CleanRecord, written: CleanRecord): CleanRecord {
  const added = new Set(filledByServer.filter((name) => written[name] === undefined));
  return Object.fromEntries(Object.entries(record).filter(([name]) => !added.has(name)));
}

/** A record without hrefs, lists of children and the order of agents. In 1.1 only students have their grades sent. */
function said(record: CleanRecord): unknown {
  const { agents, grades } = record;
  const listed = Array.isArray(agents) ? agents.map((agent) => JSON.stringify(plain(agent))) : [];
  return {
    ...Object(plain(record)),
    children: undefined,
    agents: listed.toSorted(),
    grades: "orgs" in record && record["role"] !== "student" ? undefined : grades,
  };
}

function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_name, inner: unknown) => {
      const isLink = typeof inner === "object" && inner !== null && "href" in inner;
      return isLink && "sourcedId" in inner ? { sourcedId: inner.sourcedId } : inner;
    }),
  );
}
