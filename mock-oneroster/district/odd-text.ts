/** What texts suffer on their way between systems (F34). */
const oddities: readonly ((text: string) => string)[] = [
  (text) => `${text}\u00a0`,
  (text) => `${text}\u00a0Jr`,
  (text) => `${text} 😀`,
  // The two bytes of é read as Latin-1.
  (text) => `${text.slice(0, 1)}Ã©${text.slice(1)}`,
  // A mark that stands by itself where NFC would have one character.
  (text) => `${text}e\u0301`,
  (text) => `${text.slice(0, 1)}\ufffd${text.slice(1)}`,
  (text) => `${text} <3`,
];

/** Spoils a text in the way that a number says. */
export function oddText(text: string, way: number): string {
  return oddities[way % oddities.length]?.(text) ?? text;
}

/** What codes suffer: characters that other systems refuse, and more than fifty of them (F35, facts A.6). */
const codeOddities: readonly ((code: string) => string)[] = [
  (code) => `${code}:*`,
  (code) => `${code} "A" | B?`,
  (code) => `${code}\\<1>`,
  (code) => `${code}#'%&,\``,
  (code) => `${code}-${"LONG".repeat(15)}`,
];

/** Spoils a code in the way that a number says. */
export function oddCode(code: string, way: number): string {
  return codeOddities[way % codeOddities.length]?.(code) ?? code;
}
