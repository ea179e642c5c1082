import { describe, expect, it } from "vitest";
import { createHostCheck } from "./host-check.ts";

const origins = ["https://api.schoology.com"];

describe("host check", () => {
  it.each([
    ["localhost:4020", undefined],
    ["127.0.0.1:4020", undefined],
    ["127.1.2.3", undefined],
    ["[::1]:80", undefined],
    ["api.schoology.com", undefined],
    ["evil.test", 421],
    ["127.0.0.1.evil.test", 421],
    ["localhost.evil.test", 421],
    ["192.168.0.1", 421],
    ["xn--a", 400],
    ["127.0.0.1:99999", 400],
    ["a'b", 400],
    ["1.2.3.4.5", 400],
    ["a b", 400],
    ["user@localhost", 400],
    ["", 400],
  ])("of a server on loopback answers %j with %s", (host, status) => {
    const check = createHostCheck({ host: "127.0.0.1", origins });

    expect(check(`http://${host}/v1/users`)).toBe(status);
    expect(check("http://localhost:4020/v1/users")).toBeUndefined();
    expect(check(`http://${host}/v1/users`)).toBe(status);
  });

  it.each([
    ["192.168.0.1:4020", undefined],
    ["[fe80::1]:4020", undefined],
    ["localhost", undefined],
    ["mock-lms:4020", undefined],
    ["api.schoology.com", undefined],
    ["evil.test", 421],
    ["192.168.0.1.evil.test", 421],
    ["1.2.3.4.5", 400],
  ])("of a server that is open to the network answers %j with %s", (host, status) => {
    const check = createHostCheck({ host: "0.0.0.0", origins });

    expect(check(`http://${host}/`)).toBe(status);
  });
});
