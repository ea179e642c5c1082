import * as fc from "fast-check";
import { createSecretKey } from "node:crypto";
import { createPermutation, type Permute } from "../anonymise/permutation.ts";
import { createReplaceText, type ReplaceText } from "../anonymise/replace-text.ts";

/** A seed that nobody would have to guess, for tests. */
export const testSeed = "a seed that is long enough";

const letters = {
  latin: "abcxyzABCXYZ",
  accented: "éñüßøÆÉőŽşế",
  cyrillic: "абяЖ",
  greek: "αωΣάς",
  arabic: "عبآ",
  hebrew: "שלם",
  han: "王小明",
  kana: "ひカ",
  hangul: "가한",
  devanagari: "कमीु",
  thai: "กมิ",
  emoji: "🎉👩🇺",
  disguised: "𝐌ⒶＡⅣ",
} as const;
/** What stays where it is, odd things among it. */
const fixed = [
  " ",
  "-",
  "'",
  "’",
  ".",
  "\u00a0",
  "\t",
  "\u0000",
  "\u200d",
  "©",
  "ʼ",
  "\ud800",
  "<",
];

const oneOf = (text: string): fc.Arbitrary<string> => fc.constantFrom(...Array.from(text));

/** Texts of any script, with digits, spaces, controls and halves of surrogate pairs. */
export const anyText: fc.Arbitrary<string> = fc.string({
  unit: fc.oneof(
    ...Object.values(letters).map(oneOf),
    oneOf("0123456789"),
    fc.constantFrom(...fixed),
  ),
  maxLength: 24,
});

/** Names in Latin letters, with accents, spaces, hyphens and apostrophes. */
export const latinName: fc.Arbitrary<string> = fc.string({
  unit: fc.oneof(
    { weight: 8, arbitrary: oneOf("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") },
    { weight: 1, arbitrary: oneOf("áéíñöÜŁ") },
    { weight: 1, arbitrary: oneOf(" -'") },
  ),
  minLength: 1,
  maxLength: 20,
});

/** The permutation of a test key. */
export function testPermutation(name = "test"): Permute {
  return createPermutation(createSecretKey(Buffer.from(name)));
}

/** The replacement of texts of a test key. */
export function testReplacement(name = "test"): ReplaceText {
  return createReplaceText(testPermutation(name));
}
