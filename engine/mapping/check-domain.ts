import { diagnose, type Outcome } from "../../contracts/run/diagnostic.ts";

const suffix = /\/ims\/oneroster(\/v1p1|\/(rostering|gradebook|resources)\/v1p[12])?$/i;

/**
 * Takes off what does not belong to the OneRoster Domain: white space, trailing slashes, and any
 * `/ims/oneroster…`, which the app appends itself, in both versions (guide R54, R83, F72).
 */
export function checkDomain(domain: string): Outcome<string> {
  const trimmed = domain.trim().replace(/\/+$/, "");
  const [found] = suffix.exec(trimmed) ?? [];
  if (found === undefined) return { value: trimmed, diagnostics: [] };
  const diagnostic = diagnose(
    "domain-suffix",
    { at: "settings/oneRoster/domain" },
    { suffix: found },
  );
  return { value: trimmed.slice(0, -found.length), diagnostics: [diagnostic] };
}
