import { describe, expect, it } from "vitest";
import { nextStep, type PageFacts } from "./next-step.ts";

const noLink = { next: undefined, isForeign: false, hasPages: false };
const lastPage = { next: undefined, isForeign: false, hasPages: true };
const facts: PageFacts = { count: 10, limit: 10, received: 30, total: undefined, link: noLink };

describe("nextStep", () => {
  it.each<readonly [string, Partial<PageFacts>, ReturnType<typeof nextStep>]>([
    [
      "an empty page ends, whatever is said",
      { count: 0, total: 99, link: { ...lastPage, next: "n" } },
      "end",
    ],
    ["a next page is followed", { link: { ...lastPage, next: "n" } }, { follow: "n" }],
    ["links without a next one end", { link: lastPage }, "end"],
    [
      "links without a next one and a total that is reached end",
      { link: lastPage, total: 30 },
      "end",
    ],
    ["a total that is not reached weighs more than links", { link: lastPage, total: 31 }, "offset"],
    ["a next page elsewhere is passed over", { link: { ...lastPage, isForeign: true } }, "offset"],
    ["a full page may have another", {}, "offset"],
    ["a short page may have another, for servers clamp the limit", { count: 5 }, "offset"],
    ["a total that is reached with a short page ends", { count: 5, total: 30 }, "end"],
    ["a total that is reached with a full page may be that of the page", { total: 10 }, "offset"],
  ])("%s", (_name, change, expected) => {
    expect(nextStep({ ...facts, ...change })).toEqual(expected);
  });
});
