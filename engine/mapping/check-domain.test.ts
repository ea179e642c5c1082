import { describe, expect, it } from "vitest";
import { checkDomain } from "./check-domain.ts";

describe("checkDomain", () => {
  it.each([
    ["https://x.infinitecampus.org/campus/oneroster/app/ims/oneroster/v1p1", "/ims/oneroster/v1p1"],
    [
      "https://x.org/campus/api/oneroster/v1p2/app/ims/oneroster/rostering/v1p2/",
      "/ims/oneroster/rostering/v1p2",
    ],
    [" https://x.org/campus/IMS/OneRoster ", "/IMS/OneRoster"],
  ])("takes the suffix off %s and says so (R54, R83, F72)", (domain, suffix) => {
    const { value, diagnostics } = checkDomain(domain);

    expect(value).not.toMatch(/ims\/oneroster|\/$|\s/i);
    expect(diagnostics.map(({ code, args }) => [code, args])).toEqual([
      ["domain-suffix", { suffix }],
    ]);
  });

  it("leaves a domain alone that is as it should be", () => {
    expect(checkDomain("https://x.org/campus/oneroster/app")).toEqual({
      value: "https://x.org/campus/oneroster/app",
      diagnostics: [],
    });
  });
});
