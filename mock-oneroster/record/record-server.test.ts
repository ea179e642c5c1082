import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import {
  type ClassName,
  classNames,
  OneRosterVersion,
} from "../../contracts/oneroster/vocabulary.ts";
import { wrapperOf } from "../../contracts/oneroster/wrappers.ts";
import type { WireRecord } from "./anonymise/create-anonymiser.ts";
import { createBoundedSend } from "./crawl/bounded-send.ts";
import { collectionsOf } from "./crawl/collections.ts";
import type { HttpRequest, HttpResponse, Send } from "./crawl/ports.ts";
import { generateDistrict } from "../district/generate-district.ts";
import { serveMockOneroster } from "../serve.ts";
import { startTestMock, type TestMock, testCredentials } from "../testing/ask.ts";
import { createTempFolder } from "../testing/bundles.ts";
import { createSisUrls } from "../urls.ts";
import { readRecording } from "./recording/read-recording.ts";
import { recordServer, type RecordOptions } from "./record-server.ts";
import { fullRecord, plantMarkers } from "./testing/full-records.ts";
import { startMs } from "./testing/scripted-server.ts";
import { testSeed } from "./testing/texts.ts";

const versions = OneRosterVersion.options;
const limits = {
  pageSize: 40,
  pagesMax: 100,
  recordsMax: 10_000,
  bodyLengthMax: 1_000_000,
  concurrency: 1,
} as const;
const tables = ["org", "academicSession", "course", "class", "user", "enrollment"] as const;

/** Sends into a mock without a socket, and remembers what was sent. */
function sendInto({ mock }: TestMock, requests: HttpRequest[] = []): Send {
  return async (request) => {
    requests.push(request);
    const { method, url, headers, body } = request;
    const response = await mock.app.request(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  };
}

function optionsFor(
  version: OneRosterVersion,
  root: string,
): Omit<RecordOptions, "folder" | "send"> {
  const { baseUrl, tokenUrl } = createSisUrls(root, version);
  return {
    version,
    addresses: { rostering: baseUrl },
    auth: { tokenUrl, ...testCredentials },
    clock: createVirtualClock(startMs),
    consent: true,
    limits,
    seed: testSeed,
  };
}

async function readAll(folder: string): Promise<ReadonlyMap<ClassName, readonly WireRecord[]>> {
  const all = new Map<ClassName, readonly WireRecord[]>();
  for (const [className, records] of (await readRecording(folder)).classes) {
    const list: WireRecord[] = [];
    for await (const record of records) list.push(record);
    all.set(className, list);
  }
  return all;
}

/** All bytes of a folder, as text. */
async function bytesOf(folder: string): Promise<string> {
  const names = (await readdir(folder)).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  return names.map((name, index) => `${name}\n${texts[index]}`).join("\n");
}

const medium = generateDistrict({ seed: 5, students: 60, schools: 2, asOf: "2026-09-01" });

describe("recordServer", () => {
  it.each(versions)(
    "records a mock of %s whole, with as many records, links and duplicates",
    async (version) => {
      await using temp = await createTempFolder();
      const folder = path.join(temp.path, "recording");
      const test = await startTestMock(medium);
      const requests: HttpRequest[] = [];

      const { manifest } = await recordServer({
        ...optionsFor(version, "http://localhost"),
        folder,
        send: sendInto(test, requests),
      });

      const recorded = await readAll(folder);
      const served = await allOf(test, version);
      for (const className of tables) {
        const [before, after] = [served.get(className) ?? [], recorded.get(className) ?? []];
        expect(before.length).toBeGreaterThan(1);
        expect(manifest.counts[className]).toBe(before.length);
        expect(shapeOf(after, recorded)).toEqual(shapeOf(before, served));
      }
      expect(
        new Set(
          requests.map(({ method, url }) => `${method} ${new URL(url).pathname === "/token"}`),
        ),
      ).toEqual(new Set(["POST true", "GET false"]));
      const codes = new Set(manifest.notes.map(({ code }) => code));
      expect([...codes].filter((code) => code !== "probed" && code !== "missing")).toEqual([]);
    },
  );

  it("records the same bytes with the same seed, and others with another", async () => {
    await using temp = await createTempFolder();
    const send = sendInto(await startTestMock(medium));
    const record = async (name: string, change: Partial<RecordOptions>): Promise<string> => {
      const folder = path.join(temp.path, name);
      await recordServer({ ...optionsFor("1.2", "http://localhost"), send, folder, ...change });
      return bytesOf(folder);
    };

    const first = await record("first", {});

    expect(await record("second", {})).toBe(first);
    expect(await record("third", { seed: `${testSeed} other` })).not.toBe(first);
    expect(first).not.toContain(testSeed);
    expect(first).not.toContain(testCredentials.clientSecret);
    expect(first).not.toContain("localhost");
    expect(await record("fourth", { host: "named" })).toContain('"host": "localhost"');
  });

  it("keeps people of 1.1 and 1.2 the same people, by their old ids and student numbers", async () => {
    await using temp = await createTempFolder();
    const send = sendInto(await startTestMock(medium));
    const users = await Promise.all(
      versions.map(async (version) => {
        const folder = path.join(temp.path, version);
        await recordServer({ ...optionsFor(version, "http://localhost"), send, folder });
        return (await readAll(folder)).get("user") ?? [];
      }),
    );

    const [old = [], now = []] = users;
    const numbers = new Set(old.map(({ sourcedId }) => String(sourcedId).replace(/^[a-z]/, "")));
    const legacy = now.map(({ metadata }) => /\d+/.exec(JSON.stringify(metadata))?.[0]);
    expect(new Set(legacy)).toEqual(numbers);
    expect(new Set(now.map(({ username }) => username))).toEqual(
      new Set(old.map(({ username }) => username)),
    );
  });

  it("records over a real socket", async () => {
    await using temp = await createTempFolder();
    const folder = path.join(temp.path, "recording");
    const { mock } = await startTestMock();
    await using served = await serveMockOneroster(mock, { port: 0 });

    const { manifest } = await recordServer({
      ...optionsFor("1.2", served.rootUrl),
      folder,
      send: createBoundedSend({ bodyBytesMax: 1_000_000, timeoutMs: 10_000 }),
    });

    expect(manifest.counts.user).toBe((await readAll(folder)).get("user")?.length);
    expect(await bytesOf(folder)).not.toContain(String(served.port));
  });

  it.each(versions)(
    "writes nothing that was planted, in any field of any class of %s",
    async (version) => {
      await using temp = await createTempFolder();
      const folder = path.join(temp.path, "recording");
      const planted = new Map(
        classNames.map((name, index) => [name, plantMarkers(fullRecord(name), index * 500)]),
      );
      const progress: unknown[] = [];
      const address = "https://sis.garcia.test/ims/oneroster/v1p1";

      const { manifest } = await recordServer({
        ...optionsFor(version, "https://sis.garcia.test"),
        addresses: { rostering: address, gradebook: address, resources: address },
        folder,
        onProgress: (step) => progress.push(step),
        send: async ({ method, url }) => {
          if (method === "POST")
            return { status: 200, headers: {}, body: '{"access_token":"t0ken"}' };
          const { pathname, searchParams } = new URL(url);
          const group = collectionsOf(
            version,
            new Set(["rostering", "gradebook", "resources"]),
          ).find(({ whole }) => pathname.endsWith(whole.path));
          const name = group?.whole.className ?? "user";
          const items = searchParams.get("offset") === "0" ? [planted.get(name)?.record] : [];
          const body = JSON.stringify({ [wrapperOf(version, name).collection]: items });
          return { status: 200, headers: { link: "<https://zebedee.test/>; rel=next" }, body };
        },
      });

      const text = `${await bytesOf(folder)}${JSON.stringify([manifest, progress])}`.toLowerCase();
      const classes = Object.keys(manifest.counts);
      expect(classes).toHaveLength(version === "1.1" ? 11 : 14);
      const markers = [...planted.values()].flatMap((one) => one.markers);
      expect(markers.filter((marker) => text.includes(marker.toLowerCase()))).toEqual([]);
      for (const word of ["zebedee", "quixworth", "garcia", "t0ken"])
        expect(text).not.toContain(word);
    },
  );

  it("leaves nothing behind when it is refused", async () => {
    await using temp = await createTempFolder();
    const recording = recordServer({
      ...optionsFor("1.1", "https://sis.test"),
      folder: path.join(temp.path, "recording"),
      send: async () => ({ status: 401, headers: {}, body: "" }),
    });

    await expect(recording).rejects.toMatchObject({ code: "no-token" });
    expect(await readdir(temp.path)).toEqual([]);
  });

  /** Gives a token, what it is told by path on the first page, nothing on others, and one answer to all else. */
  const sendAnswering =
    (answer: HttpResponse, others: Readonly<Record<string, string>> = {}): Send =>
    async ({ method, url }) => {
      if (method === "POST") return { status: 200, headers: {}, body: '{"access_token":"t0ken"}' };
      const { pathname, searchParams } = new URL(url);
      const body = others[path.basename(pathname)];
      if (body === undefined) return answer;
      return { status: 200, headers: {}, body: searchParams.get("offset") === "0" ? body : "{}" };
    };

  it.each([
    [
      { status: 401, headers: {}, body: "" },
      /status 401 \(\d+ times\)\. Check that the client may/,
    ],
    [
      { status: 302, headers: { location: "https://zebedee.test" }, body: "" },
      /status 302 .*Redirects are not followed/,
    ],
    [{ status: 404, headers: {}, body: "" }, /status 404 .*Check --version and the addresses/],
    [
      { status: 200, headers: {}, body: "<html>zebedee</html>" },
      /200, but no JSON.*Check --version and the addresses/,
    ],
    [{ status: 200, headers: {}, body: '{"error":"zebedee"}' }, /JSON without the collection/],
  ])(
    "says what the server answered, and leaves nothing, when all answers are %j",
    async (answer, words) => {
      await using temp = await createTempFolder();

      const recording = recordServer({
        ...optionsFor("1.2", "https://sis.test"),
        folder: path.join(temp.path, "recording"),
        send: sendAnswering(answer),
      });

      await expect(recording).rejects.toMatchObject({ code: "nothing-read" });
      await expect(recording).rejects.toThrow(words);
      await expect(recording).rejects.not.toThrow("zebedee");
      expect(await readdir(temp.path)).toEqual([]);
    },
  );

  it("names what could not be read beside what could", async () => {
    await using temp = await createTempFolder();

    const { manifest, gaps } = await recordServer({
      ...optionsFor("1.2", "https://sis.test"),
      folder: path.join(temp.path, "recording"),
      send: sendAnswering(
        { status: 403, headers: {}, body: "" },
        { orgs: '{"orgs":[{"sourcedId":"o1"}]}', users: '{"users":[]}' },
      ),
    });

    expect(manifest.counts).toEqual({ org: 1 });
    expect(gaps).toContainEqual({ code: "refused", path: "/enrollments", status: 403 });
    const paths = gaps.map((gap) => gap.path);
    expect(paths).not.toContain("/orgs");
    // A part of what was read whole was only asked for, and is not missing.
    expect(paths).not.toContain("/students");
    expect(manifest.notes).toContainEqual({ code: "refused", path: "/students", status: 403 });
  });
});

async function allOf(
  { all }: TestMock,
  version: OneRosterVersion,
): Promise<ReadonlyMap<ClassName, readonly WireRecord[]>> {
  const groups = collectionsOf(version, new Set(["rostering"])).filter(({ whole }) =>
    tables.some((table) => table === whole.className),
  );
  const lists = await Promise.all(
    groups.map(async ({ whole }) => [whole.className, await all(version, whole.path)] as const),
  );
  return new Map(lists);
}

/**
 * What of records has to survive, in no order: for each the lengths of its texts, and how often each text of
 * it stands anywhere in the recording.
 */
function shapeOf(
  records: readonly WireRecord[],
  all: ReadonlyMap<ClassName, readonly WireRecord[]>,
): readonly string[] {
  const counts = new Map<string, number>();
  const textsOf = (record: WireRecord): readonly string[] =>
    [
      "sourcedId",
      "username",
      "givenName",
      "familyName",
      "identifier",
      "user",
      "class",
      "course",
    ].map((name) => idOrText(record[name]));
  for (const table of tables) {
    for (const text of (all.get(table) ?? []).flatMap(textsOf))
      counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return records
    .map((record) =>
      textsOf(record)
        .map((text) => `${text.length}x${counts.get(text)}`)
        .join(" "),
    )
    .toSorted();
}

function idOrText(value: unknown): string {
  if (typeof value === "object" && value !== null && "sourcedId" in value)
    return String(value.sourcedId);
  return typeof value === "string" ? value : "";
}
