import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import { checkDomain } from "../mapping/check-domain.ts";
import type { SisConnection } from "../ports.ts";

type OneRoster = Settings["oneRoster"];

const at = "settings/oneRoster";

/**
 * Looks at the four fields of the Configuration tab (guide R5, R51, R80).
 *
 * A field that the settings do not speak of is the rehearsal's own; one that is left empty is missing. A secret in an
 * environment variable that is not set shows in the connection only.
 */
export function checkCredentials(
  oneRoster: OneRoster,
  connection: SisConnection | undefined,
): readonly Diagnostic[] {
  const missing = missingFields(oneRoster, connection);
  return [
    ...(missing.length === 0
      ? []
      : [diagnose("credentials-missing", { at }, { missing: missing.join(", ") })]),
    ...checkAddress("OneRoster Domain", oneRoster.domain),
    ...checkAddress("SIS Authentication URL", oneRoster.tokenUrl),
    ...checkAppName(oneRoster.tokenUrl),
    ...checkVersionOfDomain(oneRoster),
  ];
}

function missingFields(
  { domain, tokenUrl, consumerId, consumerSecret }: OneRoster,
  connection: SisConnection | undefined,
): readonly string[] {
  const fields: Readonly<Record<string, boolean>> = {
    "the OneRoster Domain": isBlank(domain),
    "the SIS Authentication URL": isBlank(tokenUrl),
    "the Consumer ID": isBlank(consumerId) || connection?.clientId === "",
    "the Consumer Secret Key": isBlank(consumerSecret) || connection?.clientSecret === "",
  };
  return Object.keys(fields).filter((name) => fields[name] === true);
}

function isBlank(value: unknown): boolean {
  return typeof value === "string" && value.trim() === "";
}

/** Secrets travel to these addresses, so they must be encrypted; a mock on this computer is no network. */
function checkAddress(field: string, address: string | undefined): readonly Diagnostic[] {
  if (address === undefined || isBlank(address)) return [];
  const problem = problemOf(address.trim());
  return problem === undefined ? [] : [diagnose("address-unusable", { at }, { field, problem })];
}

function problemOf(address: string): string | undefined {
  if (!URL.canParse(address)) return "is no address";
  const { protocol, hostname } = new URL(address);
  if (protocol === "https:") return undefined;
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return protocol === "http:" && isHere ? undefined : "does not begin with https://";
}

/** Campus answers "No Campus Application selected" without it (F73). */
function checkAppName(tokenUrl: string | undefined): readonly Diagnostic[] {
  if (tokenUrl === undefined || !URL.canParse(tokenUrl.trim())) return [];
  const appName = new URL(tokenUrl.trim()).searchParams.get("appName") ?? "";
  return appName === "" ? [diagnose("token-url-without-app", { at: `${at}/tokenUrl` }, {})] : [];
}

/** Each version has base addresses of its own (Campus facts A.1); the suffix comes off first (R54, R83). */
function checkVersionOfDomain({ domain, version }: OneRoster): readonly Diagnostic[] {
  const path = checkDomain(domain ?? "").value;
  const found = /\/(v1p[12])(?=\/|$)/i.exec(path)?.[1]?.toLowerCase();
  if (found === undefined || found === (version === "1.1" ? "v1p1" : "v1p2")) return [];
  return [diagnose("domain-of-other-version", { at: `${at}/domain` }, { found, version })];
}
