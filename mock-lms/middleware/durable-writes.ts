import type { MiddlewareHandler } from "hono";
import type { LmsStore } from "../store/lms-store.ts";
import type { PasswordVault } from "../store/passwords.ts";
import { StoreFileError } from "../store/store-file.ts";

const readMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Answers a call that may change something only when what it changed is kept safely. Calls at the same time share
 * a write. When it cannot be kept, the answer is 503 and empty: the change may be lost, or be there later.
 */
export function answerWhenKept(
  store: Pick<LmsStore, "flush">,
  passwords: Pick<PasswordVault, "flush">,
): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (readMethods.has(c.req.method)) return;
    try {
      await passwords.flush();
      await store.flush();
    } catch (error) {
      if (!(error instanceof StoreFileError)) throw error;
      c.res = new Response(null, { status: 503 });
    }
  };
}
