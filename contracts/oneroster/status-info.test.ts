import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  minorCodesV1p1,
  minorCodesV1p2,
  readErrorPayload,
  StatusInfoV1p1,
  statusInfoV1p1,
  StatusInfoV1p2,
  statusInfoV1p2,
} from "./status-info.ts";

describe("status information", () => {
  it("of 1.1 is a wrapped list", () => {
    const body = statusInfoV1p1({
      codeMinor: "unknown object",
      description: "user 123 not found",
      operationId: "getUser",
      messageRef: "m-1",
    });

    expect(body).toEqual({
      statusInfoSet: [
        {
          imsx_codeMajor: "failure",
          imsx_severity: "error",
          imsx_messageRefIdentifier: "m-1",
          imsx_operationRefIdentifier: "getUser",
          imsx_description: "user 123 not found",
          imsx_codeMinor: "unknown object",
        },
      ],
    });
  });

  it("of 1.1 is a warning for an unknown selection field, which comes beside the data", () => {
    const body = statusInfoV1p1({ codeMinor: "invalid_selection_field", description: "shoeSize" });

    expect(body.statusInfoSet[0]).toMatchObject({
      imsx_codeMajor: "success",
      imsx_severity: "warning",
    });
  });

  it("of 1.2 is not wrapped and has its capital C in one place only", () => {
    const body = statusInfoV1p2({ codeMinor: "unknownobject", description: "No user u-404" });

    expect(body).toEqual({
      imsx_codeMajor: "failure",
      imsx_severity: "error",
      imsx_description: "No user u-404",
      imsx_CodeMinor: {
        imsx_codeMinorField: [
          {
            imsx_codeMinorFieldName: "TargetEndSystem",
            imsx_codeMinorFieldValue: "unknownobject",
          },
        ],
      },
    });
  });

  it("keeps to its schema for every code", () => {
    for (const codeMinor of Object.keys(minorCodesV1p1)) {
      const known = isV1p1(codeMinor) ? codeMinor : "forbidden";
      const body = statusInfoV1p1({ codeMinor: known, description: "" });
      expect(StatusInfoV1p1.safeParse(body).success).toBe(true);
      expect(StatusInfoV1p2.safeParse(body).success).toBe(false);
    }
    for (const codeMinor of Object.keys(minorCodesV1p2)) {
      const known = isV1p2(codeMinor) ? codeMinor : "forbidden";
      const body = statusInfoV1p2({ codeMinor: known, description: "" });
      expect(StatusInfoV1p2.safeParse(body).success).toBe(true);
      expect(StatusInfoV1p1.safeParse(body).success).toBe(false);
    }
  });
});

function isV1p1(code: string): code is keyof typeof minorCodesV1p1 {
  return Object.hasOwn(minorCodesV1p1, code);
}

function isV1p2(code: string): code is keyof typeof minorCodesV1p2 {
  return Object.hasOwn(minorCodesV1p2, code);
}

describe("an error body in words", () => {
  const v1p2 = statusInfoV1p2({ codeMinor: "unknownobject", description: "no such user" });

  it.each([
    [
      "1.1",
      statusInfoV1p1({ codeMinor: "unknown object", description: "gone" }),
      "unknown object: gone",
    ],
    ["1.2", v1p2, "unknownobject: no such user"],
    ["1.2, wrapped", { imsx_StatusInfo: v1p2 }, "unknownobject: no such user"],
    ["1.2, minor code as text", { imsx_CodeMinor: "forbidden" }, "forbidden"],
    ["1.1 without detail", { statusInfoSet: [{ imsx_codeMajor: "failure" }] }, "failure"],
    ["1.0", { errors: [{ codeMinor: "unknown", description: "gone" }] }, "unknown: gone"],
    ["a token", { error: "invalid_client" }, "invalid_client"],
    ["a page", "<!doctype html><html>", "a page of markup"],
    ["a list", [v1p2], "unknownobject: no such user"],
    ["nothing", undefined, "no details"],
    ["nonsense", { imsx_CodeMinor: { imsx_codeMinorField: [null] } }, "no details"],
  ])("is read from the form of %s", (_form, body, words) => {
    expect(readErrorPayload(body)).toBe(words);
  });

  it("is short and never throws", () => {
    const bodies = fc.oneof(
      fc.anything(),
      fc.string({ minLength: 300 }).map((imsx_description) => ({ imsx_description })),
    );
    fc.assert(fc.property(bodies, (body) => readErrorPayload(body).length <= 200));
  });
});
