import { describe, expect, it } from "vitest";
import { testReplacement } from "../testing/texts.ts";
import { replaceHref } from "./replace-href.ts";

const text = testReplacement();
const href = (address: string): string => replaceHref(address, { text, replaceId: text });

describe("replaceHref", () => {
  it("loses the host and the district, and gives the id that the record has", () => {
    const address = "https://sis.district.org/campus/oneroster/garcia/ims/oneroster/v1p1/users/s42";

    expect(href(address)).toBe(`https://sis.example/ims/oneroster/v1p1/users/${text("s42")}`);
  });

  it.each([
    ["/ims/oneroster/v1p1/users/s42", `/ims/oneroster/v1p1/users/${text("s42")}`],
    ["users/s42/", `users/${text("s42")}/`],
    ["s42", text("s42")],
    ["http://h/v1p1/users/s42?token=secret#x", `http://sis.example/v1p1/users/${text("s42")}`],
    ["http://user:word@h/users/s42", `http://sis.example/users/${text("s42")}`],
    ["//h.org/users/s42", `//${text("h.org")}/users/${text("s42")}`],
    ["", ""],
  ])("keeps the form of %j", (address, expected) => {
    expect(href(address)).toBe(expected);
  });

  it("understands ids that are encoded, and encodes them again", () => {
    const id = "s 4+2/ö";

    expect(href(`/users/${encodeURIComponent(id)}`)).toBe(`/users/${encodeURIComponent(text(id))}`);
    expect(href("/users/%zz")).toBe(`/users/${encodeURIComponent(text("%zz"))}`);
    expect(href("/users/\ud800")).toBe("/users/%EF%BF%BD");
  });

  it("keeps nothing but the id where ids stay", () => {
    const kept = replaceHref("https://sis.district.org/campus/garcia/users/s42", {
      text,
      replaceId: (same) => same,
    });

    expect(kept).toBe(`https://sis.example/${text("campus")}/${text("garcia")}/users/s42`);
  });
});
