import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText, latinName, testReplacement } from "../testing/texts.ts";

const replace = testReplacement();

/** What two characters must have in common, told by Unicode itself. */
const properties = [
  ..."Latin Greek Cyrillic Arabic Hebrew Han Hiragana Katakana Hangul Devanagari Thai"
    .split(" ")
    .map((script) => new RegExp(`\\p{Script=${script}}`, "u")),
  ..."Lu Ll Lt Lo Nd Mn Mc Nl".split(" ").map((category) => new RegExp(`\\p{${category}}`, "u")),
  /\p{Emoji_Presentation}/u,
  /\p{Regional_Indicator}/u,
];

function expectSameShape(original: string, replacement: string): void {
  const [before, after] = [Array.from(original), Array.from(replacement)];
  expect(after).toHaveLength(before.length);
  expect(replacement).toHaveLength(original.length);
  expect(Buffer.byteLength(replacement)).toBe(Buffer.byteLength(original));
  before.forEach((character, place) => {
    const other = after[place] ?? "";
    const mayChange = /[\p{Alphabetic}\p{Nd}\p{M}\p{Emoji_Presentation}]/u.test(character);
    expect(mayChange ? character : other).toBe(character);
    for (const property of properties) expect(property.test(other)).toBe(property.test(character));
  });
}

/** All that stands in three places in a row and has at least two letters, in small letters. */
function threes(text: string): readonly string[] {
  const characters = Array.from(text.toLowerCase());
  return characters
    .map((_, start) => characters.slice(start, start + 3))
    .filter((three) => three.length === 3 && three.filter((one) => /\p{L}/u.test(one)).length > 1)
    .map((three) => three.join(""));
}

describe("replacing a text", () => {
  it("keeps its shape in every script", () => {
    fc.assert(fc.property(anyText, (text) => expectSameShape(text, replace(text))));
  });

  it("gives the same text again, also to another replacement with the same key", () => {
    const other = testReplacement();
    fc.assert(
      fc.property(anyText, (text) => {
        expect(replace(text)).toBe(replace(text));
        expect(other(text)).toBe(replace(text));
      }),
    );
  });

  it("gives names, e-mails and ids the same replacements in every release", () => {
    const texts = [
      "García",
      "s1042",
      "maria.lopez@district.org",
      "8f14e45f-ceea-467a-9575-100000000000",
    ];

    expect(texts.map(replace)).toMatchInlineSnapshot(`
      [
        "Orlfùp",
        "s2800",
        "sbmhm.afftu@bsomuuch.tlj.example",
        "22d0c9fa-7a2a-42fe-9a20-f008f86ed570",
      ]
    `);
  });

  it("gives different texts for different ones", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.oneof(anyText, latinName), { maxLength: 60 }), (texts) => {
        expect(new Set(texts.map(replace)).size).toBe(texts.length);
      }),
    );
  });

  it("gives different texts for all that are as short as can be", () => {
    const letters = "abcdefghijklmnopqrstuvwxyz".split("");
    const short = letters.flatMap((one) => letters.map((other) => one + other));
    const ids = Array.from({ length: 1_000 }, (_, id) => String(id).padStart(3, "0"));
    const mixed = letters.flatMap((letter) => Array.from({ length: 20 }, (_, id) => letter + id));

    for (const texts of [letters, short, ids, mixed]) {
      expect(new Set(texts.map(replace)).size).toBe(texts.length);
    }
  });

  it("leaves nothing of a Latin name that is three characters long", () => {
    fc.assert(
      fc.property(latinName, (name) => {
        const traces = new Set(threes(name));
        expect(threes(replace(name)).filter((three) => traces.has(three))).toEqual([]);
        expect(replace(name) === name && /\p{L}/u.test(name)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it("says nothing without the key: another key gives another text", () => {
    expect(testReplacement("other")("Garcia")).not.toBe(replace("Garcia"));
  });

  it("keeps duplicates that differ in case or separators related (F19, F21)", () => {
    const small = replace("maria.garcia");

    expect(replace("MARIA.Garcia").toLowerCase()).toBe(small);
    expect(replace("maria garcia").replace(" ", ".")).toBe(small);
    expect(replace(" maria.garcia")).toBe(` ${small}`);
  });

  it("keeps a decomposed name decomposed and equal to its composed form (F34)", () => {
    const composed = replace("José Núñez");
    const decomposed = replace("José Núñez".normalize("NFD"));

    expect(decomposed).not.toBe(composed);
    expect(decomposed.normalize("NFC")).toBe(composed);
  });

  it.each(["s", "t", "g", "p", "a", "r", "S", "s+"])(
    "keeps the letter of a role before a number, and the number its own: %s42",
    (letter) => {
      expect(replace(`${letter}123456`)).toBe(letter + replace("123456"));
    },
  );

  it.each([
    "6f0c1a2b-3c4d-4e5f-8a9b-0c1d2e3f4a5b",
    "6F0C1A2B-3C4D-4E5F-8A9B-0C1D2E3F4A5B",
    "{6f0c1a2b-3c4d-4e5f-8a9b-0c1d2e3f4a5b}",
    "urn:uuid:6f0c1a2b-3c4d-4e5f-8a9b-0c1d2e3f4a5b",
    "s6f0c1a2b-3c4d-4e5f-8a9b-0c1d2e3f4a5b",
    "507f1f77bcf86cd799439011",
  ])("keeps the form of a hexadecimal id: %s", (text) => {
    const replacement = replace(text);

    const hex = /[\da-f]/i.test(text) ? "[\\da-fA-F]" : "";
    const form = text.replace(/[\da-fA-F]/g, hex).replace(/[{}]/g, "\\$&");
    const urn = text.startsWith("urn:") ? "urn:uuid:[-\\da-f]{36}" : form;
    expect(replacement).toMatch(new RegExp(`^${urn}$`));
    expect(replacement).not.toBe(text);
    expect(replacement === replacement.toUpperCase()).toBe(text === text.toUpperCase());
  });

  it("gives different GUIDs for different ones, and moves digits and letters", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 50 }), (guids) => {
        const replaced = guids.map(replace);
        expect(new Set(replaced).size).toBe(guids.length);
        for (const guid of replaced)
          expect(guid).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
      }),
    );
    const kinds = (text: string): string => text.replace(/\d/g, "0").replace(/[a-f]/g, "a");
    const guid = "6f0c1a2b-3c4d-4e5f-8a9b-0c1d2e3f4a5b";
    expect(kinds(replace(guid))).not.toBe(kinds(guid));
  });

  it("keeps hexadecimal ids hexadecimal, also where digits and letters are few", () => {
    const tokens = Array.from({ length: 8_000 }, (_, id) => `b${String(id).padStart(15, "0")}`);

    const replaced = tokens.map(replace);

    expect(new Set(replaced).size).toBe(tokens.length);
    expect(replaced.filter((text) => !/^(?=.*\d)(?=.*[a-f])[\da-f]{16}$/.test(text))).toEqual([]);
  });

  it("puts the domain of an e-mail below .example and keeps what its parts were equal to", () => {
    const email = replace("maria.garcia@students.district.org");

    expect(email).toMatch(/^\p{Ll}{5}\.\p{Ll}{6}@\p{Ll}{8}\.\p{Ll}{8}\.\p{Ll}{3}\.example$/u);
    expect(email.split("@")[0]).toBe(replace("maria.garcia"));
    expect(replace("x@district.org").split("@")[1]).toBe(
      email.split("@")[1]?.replace(/^\w+\./, ""),
    );
    expect(replace(" s42@district.org")).toMatch(/^ s[1-9]\d@/);
  });

  it("replaces every address of a text that holds several, and mistakes that are none", () => {
    expect(replace("mom@a.org; dad@b.org")).toMatch(
      /^\w{3}@\w\.\w{3}\.example; \w{3}@\w\.\w{3}\.example$/,
    );
    expect(replace("Ann <ann@a.org>")).toMatch(/^\w{3} <\w{3}@\w\.\w{3}\.example>$/);
    expect(replace("jdoe@")).toBe(`${replace("jdoe")}@`);
    expect(replace("jdoe@host")).toMatch(/^\w{4}@\w{4}$/);
    expect(replace("a@b@c.org")).toMatch(/^\w@\w@\w\.\w{3}\.example$/);
  });

  it("puts the host of a web address below .example", () => {
    expect(replace("https://sis.district.org:8443/user?x=Ann")).toMatch(
      /^https:\/\/\w{3}\.\w{8}\.\w{3}\.example:\d{4}\/\w{4}\?\w=\w{3}$/,
    );
  });

  it("gives no text a special form that it did not have", () => {
    const oneLetter = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(97 + index));
    const others = oneLetter.filter((letter) => !"stgpardo".includes(letter));

    for (const letter of others) expect(replace(`${letter}123`)).toMatch(/^[^stgpardo]\d{3}$/);
  });

  it("replaces long text piece by piece", () => {
    const long = "abcde ".repeat(500);

    expect(replace(`${long}x`).slice(0, 2_000)).toBe(replace(`${long}y`).slice(0, 2_000));
    expect(replace(`${long}s42`)).toHaveLength(long.length + 3);
  });

  it("takes text of any length in time that grows no faster than the text", () => {
    const texts = ["a", "@", "a@", "0", "é", "<a@", "http://", "s1"].map((part) =>
      part.repeat(50_000 / part.length),
    );

    for (const text of texts) {
      const replacement = replace(text);
      expect(replacement.length).toBeGreaterThanOrEqual(text.length);
    }
  });
});
