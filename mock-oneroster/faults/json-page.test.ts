import { describe, expect, it } from "vitest";
import { statusInfoV1p1, statusInfoV1p2 } from "../../contracts/oneroster/status-info.ts";
import type { AnswerDraft } from "./answer-draft.ts";
import { readPage, writePage } from "./json-page.ts";

function draft(body: unknown, status = 200): AnswerDraft {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return { status, headers: new Headers(), bytes };
}

const words = { codeMinor: "forbidden", description: "No." } as const;

describe("readPage", () => {
  it("finds the list beside warnings and totals, and writes it back in its place", () => {
    const body = { ...statusInfoV1p1(words), users: [{ a: 1 }, { a: 2 }], totalCount: 2 };
    const page = readPage(draft(body));

    expect(page).toMatchObject({ wrapper: "users", rows: body.users, shape: "list" });
    const written = page && writePage(draft(body), { ...page, rows: [] });
    expect(new TextDecoder().decode(written?.bytes)).toBe(JSON.stringify({ ...body, users: [] }));
  });

  it("finds a single record", () => {
    expect(readPage(draft({ user: { a: [1] } }))).toMatchObject({
      wrapper: "user",
      rows: [{ a: [1] }],
      shape: "object",
    });
  });

  it.each([
    ["an error of 1.1", draft(statusInfoV1p1(words), 403)],
    ["an error of 1.2", draft(statusInfoV1p2(words), 403)],
    ["a token", draft({ access_token: "x", expires_in: 3600 })],
    ["two lists", draft({ users: [], orgs: [] })],
    ["a bare list", draft([{ a: 1 }])],
    ["no JSON", { ...draft(""), bytes: new TextEncoder().encode("<html>") }],
  ])("finds nothing in %s", (_name, answer) => {
    expect(readPage(answer)).toBeUndefined();
  });
});
