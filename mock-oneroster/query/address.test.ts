import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readAddress } from "./address.ts";

test("An address says what URL says of it", () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (text) => {
      // The address of a request is what URL made of it.
      const url = new URL(new Request(text).url);
      const { href, origin, pathname, parameters } = readAddress(url.href);
      expect({ href, origin, pathname }).toEqual({
        href: url.href,
        origin: url.origin,
        pathname: url.pathname,
      });
      expect([...parameters()]).toEqual([...url.searchParams]);
    }),
  );
});

test.each([
  "http://[::1]:8080/a//b/?",
  "http://sis.test/?a=?&b=%20+&a=2",
  "http://sis.test/users#?x=1",
  "http://sis.test/users?filter=a%3D%27%23%27#part",
])("%s is read as URL reads it", (text) => {
  const url = new URL(text);
  const address = readAddress(url.href);
  expect(address.pathname).toBe(url.pathname);
  expect([...address.parameters()]).toEqual([...url.searchParams]);
});
