import type { Operation } from "../../contracts/oneroster/operations.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { refuse } from "../routes/refusal.ts";
import type { TokenStore } from "./tokens.ts";

/** What is to be opened with a token. */
export interface Lock {
  readonly version: OneRosterVersion;
  readonly operation: Operation;
}

/**
 * Refuses a request without a good bearer token (401) or without a scope of the operation (403); gives
 * undefined when it may pass. Scopes are compared whole: one inside another opens nothing.
 */
export function refuseBearer(
  tokens: TokenStore,
  authorization: string | null,
  { version, operation }: Lock,
): Response | undefined {
  const token = /^Bearer +([^\s]{1,4096})$/i.exec(authorization ?? "")?.[1];
  const grant = token === undefined ? undefined : tokens.find(token);
  if (grant === undefined) {
    const description =
      "Send a bearer token that the token endpoint issued and that has not expired.";
    return refuse(version, "unauthorized", description);
  }
  if (operation.scopes[version]?.some((scope) => grant.scopes.has(scope))) return undefined;
  return refuse(
    version,
    "forbidden",
    `The token opens none of the scopes of ${operation.operationId}.`,
  );
}
