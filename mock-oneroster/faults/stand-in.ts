import { statusInfoV1p1, statusInfoV1p2 } from "../../contracts/oneroster/status-info.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { unreachable } from "../../core/assert.ts";
import type { FaultOf } from "./fault.ts";
import { gatewayPage, signInPage } from "./html-pages.ts";

/** A fault that answers in the server's place out of nothing. */
export type StandInFault = FaultOf<"too-many-requests" | "server-error" | "html-instead-of-json">;

/** What an answer in the server's place depends on. */
export interface StandInPlace {
  /** Whose words an error speaks; 1.2 where there is no telling. */
  readonly version: OneRosterVersion | undefined;
  readonly nowMs: number;
}

/** Makes the answer that a client gets instead of the server's. */
export function standInFor(fault: StandInFault, place: StandInPlace): Response {
  switch (fault.fault) {
    case "too-many-requests":
      return answer(429, retryAfter(fault, place.nowMs), errorBody(fault.body, 429, place));
    case "server-error":
      return answer(
        fault.status,
        fault.retryAfterSeconds === undefined
          ? {}
          : { "Retry-After": `${fault.retryAfterSeconds}` },
        errorBody(fault.body, fault.status, place),
      );
    case "html-instead-of-json":
      return answer(fault.status, {}, html(fault.status));
    default:
      return unreachable(fault);
  }
}

interface Body {
  readonly type: string;
  readonly text: string;
}

/** RFC 9110 §10.2.3: seconds, or a date, which knows no parts of a second and so is rounded up. */
function retryAfter(
  { retryAfterSeconds, retryAfterAs }: FaultOf<"too-many-requests">,
  nowMs: number,
): Readonly<Record<string, string>> {
  if (retryAfterAs === "none") return {};
  if (retryAfterAs === "seconds") return { "Retry-After": String(retryAfterSeconds) };
  const atMs = Math.ceil(nowMs / 1_000 + retryAfterSeconds) * 1_000;
  return { "Retry-After": new Date(atMs).toUTCString() };
}

function errorBody(
  kind: FaultOf<"server-error">["body"],
  status: number,
  { version }: StandInPlace,
): Body | undefined {
  if (kind === "empty") return undefined;
  if (kind === "html") return html(status);
  const text = JSON.stringify(version === "1.1" ? errorV1p1(status) : errorV1p2(status));
  return { type: "application/json; charset=UTF-8", text };
}

const busyWords = "Too many requests. Ask again later.";
const failureWords = "The server failed to answer. Ask again later.";

/** 1.1 has a minor code for 429, from its prose, and none for 5xx (OneRoster 1.1 §3). */
function errorV1p1(status: number): object {
  if (status === 429) return statusInfoV1p1({ codeMinor: "server_busy", description: busyWords });
  const words = { imsx_severity: "error", imsx_description: failureWords };
  return { statusInfoSet: [{ imsx_codeMajor: "failure", ...words }] };
}

function errorV1p2(status: number): object {
  return status === 429
    ? statusInfoV1p2({ codeMinor: "server_busy", description: busyWords })
    : statusInfoV1p2({ codeMinor: "internal_server_error", description: failureWords });
}

function html(status: number): Body {
  const text = status === 200 ? signInPage() : gatewayPage(status);
  return { type: "text/html; charset=UTF-8", text };
}

function answer(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Body | undefined,
): Response {
  if (body === undefined) return new Response(null, { status, headers });
  return new Response(Buffer.from(body.text), {
    status,
    headers: { "Content-Type": body.type, ...headers },
  });
}
