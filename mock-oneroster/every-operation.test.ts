import { describe, expect, it } from "vitest";
import * as z from "zod";
import { basePath, operationsOf, type Operation } from "../contracts/oneroster/operations.ts";
import { StatusInfoV1p1, StatusInfoV1p2 } from "../contracts/oneroster/status-info.ts";
import { strictV1p1 } from "../contracts/oneroster/v1p1.ts";
import { strictV1p2 } from "../contracts/oneroster/v1p2.ts";
import type { ClassName, OneRosterVersion } from "../contracts/oneroster/vocabulary.ts";
import { wrapperOf } from "../contracts/oneroster/wrappers.ts";
import { startTestMock, type TestMock } from "./testing/ask.ts";
import { lineItemBody, resultBody } from "./testing/grade-bodies.ts";
import { startGradedMock } from "./testing/graded-mock.ts";
import {
  compiledOperations,
  createOfficialJudge,
  hasCompiledOperations,
  hasOfficialFiles,
  type OfficialJudge,
  officialFolder,
} from "./testing/official-definitions.ts";
import { gradedWorld } from "./testing/graded-world.ts";

const versions = ["1.1", "1.2"] as const;

/** The schema of a body of 200, by our own transcription of the standard. */
function bodySchema(version: OneRosterVersion, { className, kind }: Operation): z.ZodType {
  const classes: Readonly<Partial<Record<ClassName, z.ZodType>>> =
    version === "1.1" ? strictV1p1 : strictV1p2;
  const record = classes[className] ?? z.never();
  const { collection, single } = wrapperOf(version, className);
  return kind === "collection"
    ? z.strictObject({ [collection]: z.array(record) })
    : z.strictObject({ [single]: record });
}

/** Every way to fill the ids of a path with those of records that exist, whether they belong together or not. */
async function fillPath(
  mock: TestMock,
  version: OneRosterVersion,
  operation: Operation,
): Promise<readonly string[]> {
  let paths: readonly string[] = [operation.path];
  for (const [, list = "", parameter = ""] of operation.path.matchAll(/(\/\w+)\/(\{\w+\})/g)) {
    const ids = await idsIn(mock, version, list);
    paths = paths.flatMap((path) => ids.map((id) => path.replace(parameter, id)));
  }
  return paths;
}

async function idsIn(
  mock: TestMock,
  version: OneRosterVersion,
  list: string,
): Promise<readonly string[]> {
  const owner = operationsOf(version).find(
    (one) => one.path === list && one.kind === "collection" && one.parents.length === 0,
  );
  const rows = await mock.all(version, list, owner?.service);
  return rows.map((row) => String(row["sourcedId"]));
}

/** Asks one path after the other until an answer holds a record. */
async function ask(version: OneRosterVersion, operation: Operation): Promise<Answer> {
  const mock = await startTestMock(gradedWorld());
  const paths = await fillPath(mock, version, operation);
  let last: Answer = { status: 0, body: {}, records: 0 };
  for (const path of paths) {
    const response = await mock.get(version, path, operation.service);
    const body: unknown = await response.json();
    last = { status: response.status, body, records: recordsIn(body) };
    if (last.records > 0) return last;
  }
  return last;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly records: number;
}

/** How many records a body holds. */
function recordsIn(body: unknown): number {
  const [value] = Object.values(z.record(z.string(), z.unknown()).parse(body));
  return Array.isArray(value) ? value.length : 1;
}

describe.each(versions)("every read of OneRoster %s", (version) => {
  const reads = operationsOf(version).filter(({ method }) => method === "GET");

  it.each(reads)("$operationId answers by the standard", async (operation) => {
    const { status, body, records } = await ask(version, operation);

    expect({ status, body }).toMatchObject({ status: 200 });
    expect(() => bodySchema(version, operation).parse(body)).not.toThrow();
    expect(records).toBeGreaterThan(0);
  });

  it.each(reads.filter(({ kind }) => kind === "single"))(
    "$operationId answers 404 with status information to an id that nobody has",
    async (operation) => {
      const mock = await startTestMock(gradedWorld());
      const path = operation.path.replace("{sourcedId}", "nobody");

      const response = await mock.get(version, path, operation.service);

      expect(response.status).toBe(404);
      const schema = version === "1.1" ? StatusInfoV1p1 : StatusInfoV1p2;
      expect(schema.safeParse(await response.json()).error).toBeUndefined();
    },
  );
});

describe("the routes", () => {
  it.each(versions)("have a place for every operation of %s", async (version) => {
    const { mock } = await startTestMock(gradedWorld());
    const missing: string[] = [];
    for (const { method, path, service, operationId } of operationsOf(version)) {
      const url = basePath(version, service) + path.replaceAll(/\{\w+\}/g, "x");
      const response = await mock.app.request(url, { method });
      // Without a token every operation that has a route answers 401.
      if (response.status !== 401) missing.push(`${operationId} ${response.status}`);
    }
    expect(missing).toEqual([]);
  });
});

describe.skipIf(!hasOfficialFiles)(
  `the official files of 1.2 (looked for in ${officialFolder}; skipped where they are not)`,
  () => {
    const reads = operationsOf("1.2").filter(({ method }) => method === "GET");

    // The body of a skipped group is run as well: the files are read by the first test.
    let made: OfficialJudge | undefined;
    const judge: OfficialJudge = (...asked) => {
      made ??= createOfficialJudge();
      return made(...asked);
    };

    it.each(reads)("have nothing against $operationId", async (operation) => {
      const { status, body } = await ask("1.2", operation);

      expect(judge(operation, status, body)).toBeUndefined();
      expect(status).toBe(200);
    });

    it.each(operationsOf("1.2"))(
      "have nothing against how $operationId refuses",
      async (operation) => {
        const { mock, send } = await startGradedMock();
        const { method, service } = operation;
        const path = operation.path.replaceAll(/\{\w+\}/g, "nobody");
        const url = basePath("1.2", service) + path;
        const refusals = [await mock.app.request(url, { method })];
        if (path.includes("nobody")) refusals.push(await send({ version: "1.2", method, path }));
        if (operation.kind === "collection") {
          for (const query of [
            "limit=x",
            "filter=x",
            "fields=shoeSize",
            "filter=shoeSize%3D%271%27",
          ]) {
            refusals.push(await send({ version: "1.2", method, path: `${path}?${query}` }));
          }
        }

        for (const refusal of refusals) {
          expect(refusal.status).toBeGreaterThanOrEqual(400);
          expect(judge(operation, refusal.status, await refusal.json())).toBeUndefined();
        }
      },
    );

    it.each([
      ["postLineItemsForClass", "/classes/alg-1/lineItems", "lineItems"],
      ["postLineItemsForSchool", "/schools/north/lineItems", "lineItems"],
      ["postResultsForLineItem", "/lineItems/hw-1/results", "results"],
      [
        "postResultsForAcademicSessionForClass",
        "/classes/alg-1/academicSessions/q1/results",
        "results",
      ],
    ])("have nothing against the answer to %s", async (operationId, path, wrapper) => {
      const { send, all } = await startGradedMock();
      const [student] = await all("1.2", "/classes/alg-1/students");
      const [record] = Object.values(
        wrapper === "results" ? resultBody(String(student?.["sourcedId"])) : lineItemBody(),
      );
      const body = { [wrapper]: [{ ...Object(record), sourcedId: "tmp-1" }] };

      const answer = await send({ version: "1.2", method: "POST", path, body });

      expect(answer.status).toBe(201);
      const operation = { service: "gradebook", operationId } as const;
      expect(judge(operation, 201, await answer.json())).toBeUndefined();
    });
  },
);

describe.skipIf(!hasCompiledOperations)(
  `the operations compiled from the official documents (in ${officialFolder}; skipped where they are not)`,
  () => {
    it.each(versions)("are those that we have of %s, with their scopes", (version) => {
      const ours = operationsOf(version).map(({ method, path, operationId, service, scopes }) => ({
        operation: `${method} ${basePath(version, service)}${path.replaceAll(/\{\w+\}/g, "{}")}`,
        // 1.1 names no operations by id and has no scopes of its own.
        ...(version === "1.1" ? {} : { operationId, scopes: scopes["1.2"]?.toSorted() }),
      }));

      expect(sortedByOperation(ours)).toEqual(sortedByOperation(compiledOperations(version)));
    });
  },
);

function sortedByOperation<Item extends { readonly operation: string }>(
  items: readonly Item[],
): readonly Item[] {
  return items.toSorted((a, b) => (a.operation < b.operation ? -1 : 1));
}
