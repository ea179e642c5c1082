import { hashText } from "../../../core/random.ts";

/**
 * A new id of digits that depends only on the words given, so that the same change gives the same id
 * in every run. Steps aside while `taken` says that the id is in use.
 */
export function deriveId(words: readonly string[], taken: (id: string) => boolean): string {
  for (let attempt = 0; ; attempt += 1) {
    const text = JSON.stringify([...words, attempt]);
    const high = hashText(text, 0x51ed270b) * 0x10_0000;
    const id = String(high + (hashText(text, 0x2545f491) >>> 12));
    if (!taken(id)) return id;
  }
}
