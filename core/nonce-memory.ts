/** Remembers which nonces were used, for as long as their timestamp would be accepted. */
export interface NonceMemory {
  /** True the first time for a timestamp and nonce, false after that. */
  claim(timestampSeconds: number, nonce: string, nowSeconds: number): boolean;
  /** Whether a timestamp and nonce were claimed and are still remembered. Claims nothing. */
  isUsed(timestampSeconds: number, nonce: string): boolean;
  readonly size: number;
}

/**
 * Creates a memory that grows with neither time nor requests: what is older than the window is forgotten,
 * and beyond `entriesMax` the oldest is.
 */
export function createNonceMemory(limits: {
  readonly windowSeconds: number;
  readonly entriesMax: number;
}): NonceMemory {
  const seen = new Map<number, Set<string>>();
  let size = 0;
  let forgottenBefore = 0;

  const forgetOld = (nowSeconds: number): void => {
    const oldest = nowSeconds - limits.windowSeconds;
    if (oldest <= forgottenBefore) return;
    forgottenBefore = oldest;
    for (const [timestamp, nonces] of seen) {
      if (timestamp >= oldest) continue;
      size -= nonces.size;
      seen.delete(timestamp);
    }
  };
  const forgetOne = (): void => {
    for (const [timestamp, nonces] of seen) {
      for (const nonce of nonces) {
        nonces.delete(nonce);
        size -= 1;
        if (nonces.size === 0) seen.delete(timestamp);
        return;
      }
    }
  };

  return {
    get size() {
      return size;
    },
    isUsed: (timestampSeconds, nonce) => seen.get(timestampSeconds)?.has(nonce) ?? false,
    claim: (timestampSeconds, nonce, nowSeconds) => {
      forgetOld(nowSeconds);
      const nonces = seen.get(timestampSeconds) ?? new Set();
      if (nonces.has(nonce)) return false;
      if (size >= limits.entriesMax) forgetOne();
      seen.set(timestampSeconds, nonces.add(nonce));
      size += 1;
      return true;
    },
  };
}
