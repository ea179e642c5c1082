import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { ErrorStyle } from "./profile.ts";

type Members = Readonly<Record<string, unknown>>;

/** Says whether answers that refuse have to be put into another shape at all. */
export function isPlainStyle({ wrapV1p2, minorCode, terse }: ErrorStyle): boolean {
  return !wrapV1p2 && minorCode === "nested" && !terse;
}

/** Puts a refusal into the shape of a vendor. What is no status information is left as it is. */
export async function restyleError(
  response: Response,
  version: OneRosterVersion,
  style: ErrorStyle,
): Promise<Response> {
  const body: unknown = await response.clone().json();
  if (!isMembers(body)) return response;
  const styled = version === "1.1" ? restyleV1p1(body, style) : restyleV1p2(body, style);
  return Response.json(styled, { status: response.status, headers: headersOf(response) });
}

function restyleV1p1(body: Members, style: ErrorStyle): Members {
  const entries = body["statusInfoSet"];
  if (!Array.isArray(entries) || !style.terse) return body;
  return { statusInfoSet: entries.filter(isMembers).map(shorten) };
}

function restyleV1p2(body: Members, style: ErrorStyle): Members {
  const { imsx_CodeMinor: minor, ...rest } = style.terse ? shorten(body) : body;
  const words = minorCodeOf(minor);
  const spelled: Members =
    style.minorCode === "nested"
      ? { ...rest, ...(minor === undefined ? {} : { imsx_CodeMinor: minor }) }
      : style.minorCode === "text" && words !== undefined
        ? { ...rest, imsx_codeMinor: words }
        : rest;
  return style.wrapV1p2 ? { imsx_StatusInfo: spelled } : spelled;
}

/** Major code and severity only. */
function shorten({ imsx_codeMajor, imsx_severity }: Members): Members {
  return { imsx_codeMajor, imsx_severity };
}

function minorCodeOf(minor: unknown): unknown {
  const fields = isMembers(minor) ? minor["imsx_codeMinorField"] : undefined;
  const first: unknown = Array.isArray(fields) ? fields[0] : undefined;
  return isMembers(first) ? first["imsx_codeMinorFieldValue"] : undefined;
}

function headersOf(response: Response): Headers {
  const headers = new Headers(response.headers);
  headers.delete("Content-Length");
  return headers;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
