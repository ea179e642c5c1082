import type { AnswerDraft } from "./answer-draft.ts";
import type { FaultOf } from "./fault.ts";

/** So much is remembered at most; then the answers that were remembered first are forgotten. */
const rememberedBytesMax = 64 * 1024 * 1024;
/** What an answer costs beside its body, so that a great many empty ones are bounded too. */
const bytesOverhead = 1_024;

type CacheKey = FaultOf<"stale-cache">["key"];

/** Answers given earlier, for a cache that does not notice that they are old. */
export interface AnswerMemory {
  remember(url: URL, answer: AnswerDraft): void;
  recall(key: CacheKey, url: URL): AnswerDraft | undefined;
  clear(): void;
}

/** Creates an empty memory. It stays under a fixed size, whatever is asked. */
export function createAnswerMemory(): AnswerMemory {
  const answers = new Map<string, AnswerDraft>();
  let bytes = 0;
  const forget = (key: string): void => {
    const answer = answers.get(key);
    if (answer === undefined) return;
    answers.delete(key);
    bytes -= sizeOf(answer);
  };
  const remember = (key: string, answer: AnswerDraft): void => {
    forget(key);
    answers.set(key, answer);
    bytes += sizeOf(answer);
    for (const oldest of answers.keys()) {
      if (bytes <= rememberedBytesMax) break;
      forget(oldest);
    }
  };
  return {
    remember: (url, answer) => {
      remember(keyOf("url", url), answer);
      remember(keyOf("path", url), answer);
    },
    recall: (key, url) => answers.get(keyOf(key, url)),
    clear: () => {
      answers.clear();
      bytes = 0;
    },
  };
}

function keyOf(key: CacheKey, { pathname, search }: URL): string {
  return key === "url" ? `url ${pathname}${search}` : `path ${pathname}`;
}

function sizeOf({ bytes }: AnswerDraft): number {
  return bytes.length + bytesOverhead;
}
