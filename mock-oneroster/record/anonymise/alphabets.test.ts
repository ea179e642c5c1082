import { describe, expect, it } from "vitest";
import { letterOf } from "./alphabets.ts";

/** Up to U+24FF: the scripts of Europe and the Near East, India, and circled letters. */
const characters = Array.from({ length: 0x2500 }, (_, code) => String.fromCodePoint(code));

describe("letterOf", () => {
  it("gives no two characters one place, so that none can become the same", () => {
    const places = new Map<string, string>();

    for (const character of characters) {
      const letter = letterOf(character);
      if (letter === undefined) continue;
      const small = letter.alphabet.characters[letter.index] ?? "";
      const written = letter.isCapital ? small.toUpperCase() : small;
      expect(written).toBe(character);
      places.set(`${letter.isCapital} ${small}`, character);
    }

    expect(new Set(places.values()).size).toBe(places.size);
  });

  it("holds in an alphabet only those that are of it, each in its place", () => {
    const alphabets = new Set(characters.map((character) => letterOf(character)?.alphabet));

    for (const alphabet of alphabets) {
      alphabet?.characters.forEach((character, index) => {
        expect(letterOf(character)).toEqual({ alphabet, index, isCapital: false });
      });
    }
  });

  it("puts only those into one alphabet that are as long, in any encoding and composed or not", () => {
    const alphabets = new Set(characters.map((character) => letterOf(character)?.alphabet));

    for (const alphabet of alphabets) {
      const lengths = (alphabet?.characters ?? []).map((character) =>
        [
          Buffer.byteLength(character),
          character.length,
          character.normalize("NFD").length,
          character.normalize("NFC").length,
        ].join(),
      );
      expect(new Set(lengths).size).toBeLessThanOrEqual(1);
    }
  });

  it("has for every capital of an alphabet a small letter in it, and for every small letter a capital", () => {
    const small = letterOf("ž");

    expect(letterOf("Ž")).toEqual({ ...small, isCapital: true });
    for (const character of small?.alphabet.characters ?? []) {
      expect(letterOf(character.toUpperCase())?.alphabet).toBe(small?.alphabet);
    }
  });

  it.each([" ", "-", "'", "ʼ", "ー", "\u0301", "\ud800", "½", "☺", "\u200d", "\ufffd"])(
    "leaves %j alone",
    (character) => {
      expect(letterOf(character)).toBeUndefined();
    },
  );

  it.each([
    ["0", 10],
    ["٣", 10],
    ["３", 10],
    ["a", 26],
    ["ⓐ", 26],
    ["🇺", 26],
  ])("knows the alphabet of %s, of %i", (character, size) => {
    expect(letterOf(character)?.alphabet.characters).toHaveLength(size);
  });
});
