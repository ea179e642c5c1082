import { describe, expect, it } from "vitest";
import { createHostCheck } from "./host-check.ts";

describe("a host", () => {
  it.each([
    ["http://127.0.0.1:8080/x", true],
    ["http://[::1]:8080/", true],
    ["http://sis.example/users?next=http://x", true],
    ["https://my_sis/", true],
    ["http://xn--a/", false],
    ["http://1.2.3.4.5/", false],
    ['http://a"b/', false],
    ["http://a'b/", false],
    ["http://x:99999/", false],
  ])("in %s is sound: %j", (address, isSound) => {
    const check = createHostCheck();

    expect(check(address)).toBe(isSound);
    expect(check("http://sis.example/")).toBe(true);
    expect(check(address)).toBe(isSound);
  });
});
