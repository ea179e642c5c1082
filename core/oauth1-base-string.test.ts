import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeRfc3986, oauth1BaseString } from "./oauth1-base-string.ts";

describe("the signature base string", () => {
  it("is that of the example in RFC 5849 §3.4.1.1", () => {
    const text = oauth1BaseString({
      method: "post",
      url: "HTTP://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b",
      parameters: [
        ["oauth_consumer_key", "9djdj82h48djs9d2"],
        ["oauth_token", "kkk9d7dh3k39sjv7"],
        ["oauth_signature_method", "HMAC-SHA1"],
        ["oauth_timestamp", "137131201"],
        ["oauth_nonce", "7d8f3e4a"],
        ["oauth_signature", "bYT5CMsGcbgUdFHObYMEfcx6bsw="],
        ["c2", ""],
        ["a3", "2 q"],
      ],
    });

    expect(text).toBe(
      "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D" +
        "%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a" +
        "%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201" +
        "%26oauth_token%3Dkkk9d7dh3k39sjv7",
    );
  });

  it("keeps a port that is not the usual one, and the path as it was sent", () => {
    const url = new URL("https://sis.test:8443/users/s%2b1");

    expect(oauth1BaseString({ method: "GET", url, parameters: [] })).toBe(
      "GET&https%3A%2F%2Fsis.test%3A8443%2Fusers%2Fs%252b1&",
    );
  });

  it("does not depend on the order of the parameters", () => {
    const pairs = fc.array(fc.tuple(fc.string(), fc.string({ unit: "binary" })), { maxLength: 6 });
    const baseOf = (query: [string, string][]): string => {
      const search = new URLSearchParams(query);
      const url = `http://sis.test/users?${search.toString()}`;
      return oauth1BaseString({ method: "GET", url, parameters: [] });
    };

    fc.assert(
      fc.property(pairs, (query) => {
        expect(baseOf(query.toReversed())).toBe(baseOf(query));
      }),
    );
  });

  it("leaves nothing raw but what RFC 3986 leaves, and loses nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const encoded = encodeRfc3986(text);

        expect(encoded).toMatch(/^(?:[A-Za-z0-9\-._~]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encoded)).toBe(text);
      }),
    );
    expect(encodeRfc3986("Colin's (1*!)+\uD800")).toBe("Colin%27s%20%281%2A%21%29%2B%EF%BF%BD");
  });
});
