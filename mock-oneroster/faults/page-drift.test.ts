import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFaultyServer, users, type FaultyServer } from "./testing/list-server.ts";

/** All pages from the first on, as a client sees them that goes by offset and total. */
async function pull(server: FaultyServer, limit: number): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  for (let offset = 0; ; offset += limit) {
    const response = await server.ask(`/users?limit=${limit}&offset=${offset}`);
    const page = await response.clone().text();
    seen.push(...ids(page));
    if (offset + limit >= Number(response.headers.get("X-Total-Count"))) return seen;
  }
}

function ids(page: string): readonly string[] {
  return [...page.matchAll(/"sourcedId":"(u\d+)"/g)].map(([, id = ""]) => id);
}

interface Seen {
  readonly text: string;
  readonly total: string | null;
  readonly link: string | null;
}

async function look(server: FaultyServer, path: string): Promise<Seen> {
  const response = await server.ask(path);
  const { headers } = response;
  return {
    text: await response.text(),
    total: headers.get("X-Total-Count"),
    link: headers.get("Link"),
  };
}

describe("rows that drift between pages", () => {
  it("are skipped when rows before the cursor went (F78)", async () => {
    const server = createFaultyServer([{ fault: "rows-removed", rows: 2 }]);

    expect(await pull(server, 4)).toEqual(["u0", "u1", "u2", "u3", "u6", "u7", "u8", "u9"]);
  });

  it("are seen twice when rows before the cursor came (F78)", async () => {
    const server = createFaultyServer([{ fault: "rows-inserted", rows: 2 }]);
    const first = ["u0", "u1", "u2", "u3"];

    expect(await pull(server, 4)).toEqual([
      ...first,
      ...users(10)
        .slice(2)
        .map((u) => u["sourcedId"]),
    ]);
  });

  it("are exactly those of a server from whose list rows were really removed", async () => {
    const cases = fc.record({
      size: fc.integer({ min: 1, max: 40 }),
      limit: fc.integer({ min: 1, max: 12 }),
      pages: fc.integer({ min: 1, max: 5 }),
      gone: fc.integer({ min: 1, max: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ size, limit, pages, gone }) => {
        const offset = pages * limit;
        fc.pre(gone <= offset && gone <= size);
        const path = `/users?limit=${limit}&offset=${offset}`;
        const real = createFaultyServer([], { rows: users(size).slice(gone) });
        const drifted = createFaultyServer([{ fault: "rows-removed", rows: gone }], {
          rows: users(size),
        });

        expect(await look(drifted, path)).toEqual(await look(real, path));
      }),
    );
  });

  it("are exactly those of a server into whose list rows really came", async () => {
    const cases = fc.record({
      size: fc.integer({ min: 1, max: 40 }),
      limit: fc.integer({ min: 1, max: 12 }),
      pages: fc.integer({ min: 1, max: 5 }),
      came: fc.integer({ min: 1, max: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ size, limit, pages, came }) => {
        const offset = pages * limit;
        fc.pre(came < offset);
        const path = `/users?limit=${limit}&offset=${offset}`;
        const inserted = Array.from({ length: came }, () => ({ sourcedId: "new" }));
        const real = createFaultyServer([], { rows: [...inserted, ...users(size)] });
        const drifted = createFaultyServer([{ fault: "rows-inserted", rows: came }], {
          rows: users(size),
        });

        expect(await look(drifted, path)).toEqual(await look(real, path));
      }),
    );
  });

  it("begin at the first row when more came than the cursor has passed", async () => {
    const server = createFaultyServer([{ fault: "rows-inserted", rows: 9 }]);

    expect(await server.ids("/users?limit=2&offset=3")).toEqual(["u0", "u1"]);
  });

  it("never drift on the first page, nor on a single record", async () => {
    const server = createFaultyServer([{ fault: "rows-removed", rows: 2 }]);

    expect(await server.ids("/users?limit=2")).toEqual(["u0", "u1"]);
    await server.ask("/users/u1");
    expect(server.board.list()).toMatchObject([{ hits: 0 }]);
  });
});
