/** Characters that draw nothing, draw over others or reorder them: controls, formats, fillers, lone surrogates. */
const hiddenPattern = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;
/** Joiners that scripts and emoji need, and signs that Unicode calls formats although they are drawn. */
const wantedPattern = /[\u200c\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]|\u200d/;

/**
 * Calls `show` for every character that a reader would not see, and keeps the rest.
 *
 * Joiners stay beside letters that are not ASCII, where Persian, Indic scripts and emoji need them;
 * between ASCII letters they only serve to make two different names look alike.
 */
export function replaceHidden(text: string, show: (character: string) => string): string {
  return text.replace(hiddenPattern, (character, offset: number) => {
    const wanted = wantedPattern.test(character) && !isAscii(text.charCodeAt(offset - 1));
    return wanted ? character : show(character);
  });
}

/** Makes hidden characters visible, so that no terminal obeys them and no reader is misled by them. */
export function visibleText(text: string): string {
  return replaceHidden(text, nameHidden);
}

/** How a hidden character is shown: `␛` for the controls of ASCII, `‹U+202E›` for all others. */
export function nameHidden(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `‹U+${code.toString(16).toUpperCase().padStart(4, "0")}›`;
}

/** Joins the lines of running text into one, as a YAML block or an error message may hold several. */
export function oneLine(text: string): string {
  return text.replace(/[\t\n\v\f\r ]+/g, " ").trim();
}

function isAscii(code: number): boolean {
  return Number.isNaN(code) || code < 0x80;
}
