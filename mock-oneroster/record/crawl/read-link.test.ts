import { describe, expect, it } from "vitest";
import { readLink } from "./read-link.ts";

const asked = "https://sis.test/api/ims/oneroster/v1p1/users?limit=10&offset=0";
const next = "https://sis.test/api/ims/oneroster/v1p1/users?limit=10&offset=10";

describe("readLink", () => {
  it.each([
    [`<${next}>; rel="next", <https://sis.test/x>; rel="last"`],
    [`<https://sis.test/x>; rel="first"; title="a, b", <${next}>; title="x"; rel=next`],
    [`<${next}>;rel="first  NEXT"`],
    [`<${next}#top>; rel="next"`],
    ["<users?limit=10&offset=10>; rel=next"],
    ["</api/ims/oneroster/v1p1/users?limit=10&offset=10>; rel=next"],
    [`${next}; rel="next", https://sis.test/x; rel="last"`],
  ])("finds the next page in %s", (header) => {
    expect(readLink(header, asked)).toEqual({ next, isForeign: false, hasPages: true });
  });

  it.each([
    "https://evil.test/api/ims/oneroster/v1p1/users?offset=10",
    "http://sis.test/api/ims/oneroster/v1p1/users?offset=10",
    "https://sis.test:8443/api/ims/oneroster/v1p1/users?offset=10",
    "https://me@sis.test/api/ims/oneroster/v1p1/users?offset=10",
    "https://:word@sis.test/api/ims/oneroster/v1p1/users?offset=10",
    "https://sis.test/api/ims/oneroster/v1p1/enrollments?offset=10",
    "https://sis.test/api/ims/oneroster/v1p1/users/../../../../admin",
    "//evil.test/api/ims/oneroster/v1p1/users",
    "javascript:alert(1)",
    "https://",
  ])("does not go to %s", (target) => {
    expect(readLink(`<${target}>; rel="next"`, asked)).toEqual({
      next: undefined,
      isForeign: true,
      hasPages: true,
    });
  });

  it.each([undefined, "", '<https://sis.test/x>; rel="describedby"', "next", "<>; rel"])(
    "finds no pages in %j",
    (header) => {
      expect(readLink(header, asked)).toEqual({
        next: undefined,
        isForeign: false,
        hasPages: false,
      });
    },
  );
});
