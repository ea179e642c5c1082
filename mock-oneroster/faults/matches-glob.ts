/**
 * Says whether a path fits a glob: `**` is any number of segments, `*` any characters within one, `?` one.
 *
 * Takes time in proportion to pattern times path at most, so no pattern can stop the server.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  return fits(pattern.split("/"), path.split("/"), { wild: "**", same: segmentFits });
}

interface Rules {
  /** The part of a pattern that stands for any number of parts. */
  readonly wild: string;
  readonly same: (pattern: string, part: string) => boolean;
}

function segmentFits(pattern: string, segment: string): boolean {
  return fits(Array.from(pattern), Array.from(segment), { wild: "*", same: characterFits });
}

function characterFits(pattern: string, character: string): boolean {
  return pattern === "?" || pattern === character;
}

/** Only the last wildcard ever has to take more: an earlier one that took less is as good. */
function fits(patterns: readonly string[], parts: readonly string[], rules: Rules): boolean {
  let pattern = 0;
  let part = 0;
  let retry: { readonly pattern: number; part: number } | undefined;
  while (part < parts.length) {
    const expected = patterns[pattern];
    if (expected === rules.wild) {
      retry = { pattern: pattern + 1, part };
      pattern += 1;
    } else if (expected !== undefined && rules.same(expected, parts[part] ?? "")) {
      pattern += 1;
      part += 1;
    } else {
      if (retry === undefined) return false;
      retry.part += 1;
      ({ pattern, part } = retry);
    }
  }
  return patterns.slice(pattern).every((rest) => rest === rules.wild);
}
