/**
 * Says whether a path fits a glob: `**` is any number of segments, `*` any characters within one, `?` one.
 *
 * Takes time in proportion to pattern times path at most, so no pattern can stop the server.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  return fits(pattern.split("/"), path.split("/"), { wild: "**", same: matchesText });
}

/** Says whether text fits a pattern in which `*` is any characters and `?` is one. */
export function matchesText(pattern: string, text: string): boolean {
  return fits(Array.from(pattern), Array.from(text), {
    wild: "*",
    same: (wanted, character) => wanted === "?" || wanted === character,
  });
}

interface Rules {
  /** The part of a pattern that stands for any number of parts. */
  readonly wild: string;
  readonly same: (pattern: string, part: string) => boolean;
}

/** Only the last wildcard ever has to take more: an earlier one that took less is as good. */
function fits(patterns: readonly string[], parts: readonly string[], rules: Rules): boolean {
  let pattern = 0;
  let part = 0;
  let retry: { readonly pattern: number; readonly part: number } | undefined;
  while (part < parts.length) {
    const wanted = patterns[pattern];
    if (wanted === rules.wild) {
      pattern += 1;
      retry = { pattern, part };
    } else if (wanted !== undefined && rules.same(wanted, parts[part] ?? "")) {
      pattern += 1;
      part += 1;
    } else {
      if (retry === undefined) return false;
      retry = { pattern: retry.pattern, part: retry.part + 1 };
      ({ pattern, part } = retry);
    }
  }
  return patterns.slice(pattern).every((rest) => rest === rules.wild);
}
