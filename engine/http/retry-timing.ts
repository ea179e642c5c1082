const firstWaitMs = 500;
const waitMsMax = 60_000;

/** Whether another try may bring another answer: the server was busy or broken, or gave none (status 0). */
export function isRetryable(status: number): boolean {
  return status === 0 || status === 429 || status >= 500;
}

/** Whether the server said that it did not even take the request: too busy, or not there for now. */
export function wasRefused(status: number): boolean {
  return status === 429 || status === 503;
}

/**
 * How long to wait before try number `attempt` + 1 (the first try is 1), in milliseconds.
 * Retry-After wins, in seconds as RFC 9110 writes it; otherwise doubling waits with up to a quarter of jitter.
 *
 * @param jitter a number in [0, 1)
 */
export function waitMsBefore(
  attempt: number,
  retryAfter: string | undefined,
  jitter: number,
): number {
  if (retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter.trim())) {
    return Math.min(Number(retryAfter) * 1_000, waitMsMax);
  }
  const backoffMs = Math.min(firstWaitMs * 2 ** (attempt - 1), waitMsMax);
  return Math.round(backoffMs * (1 + jitter / 4));
}
