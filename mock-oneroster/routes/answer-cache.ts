import type { World } from "../store/world.ts";

/** An answer with status 200 that may be sent again while the world stays as it is. */
export interface KeptAnswer {
  readonly body: Buffer<ArrayBuffer>;
  readonly headers: Record<string, string>;
}

/** Answers by address. Any change of the world empties it. */
export interface AnswerCache {
  find(address: string): KeptAnswer | undefined;
  keep(address: string, answer: KeptAnswer): void;
}

const addressCharactersMax = 500;

/** How many answers are known that may still be on their way. */
const flyingMax = 200;

/** An answer whose body lives as long as someone is being sent it. */
interface FlyingAnswer {
  readonly body: WeakRef<Buffer<ArrayBuffer>>;
  readonly headers: Record<string, string>;
}

/**
 * Creates a cache that holds so many bytes at the most. The answers that were kept first go first.
 *
 * An answer that is still being sent to one client, which is in memory anyway, is sent to others as well.
 */
export function createAnswerCache(world: World, bytesMax: number): AnswerCache {
  const answers = new Map<string, KeptAnswer>();
  const flying = new Map<string, FlyingAnswer>();
  let bytes = 0;
  let stamp = -1;
  const refresh = (): void => {
    const now = world.revision;
    if (now === stamp) return;
    answers.clear();
    flying.clear();
    bytes = 0;
    stamp = now;
  };
  const rememberFlying = (address: string, { body, headers }: KeptAnswer): void => {
    flying.delete(address);
    flying.set(address, { body: new WeakRef(body), headers });
    const [oldest] = flying.keys();
    if (flying.size > flyingMax && oldest !== undefined) flying.delete(oldest);
  };
  return {
    find: (address) => {
      refresh();
      const kept = answers.get(address);
      if (kept !== undefined) return kept;
      const found = flying.get(address);
      const body = found?.body.deref();
      return found === undefined || body === undefined ? undefined : { ...found, body };
    },
    keep: (address, answer) => {
      refresh();
      if (address.length > addressCharactersMax) return;
      rememberFlying(address, answer);
      // Two requests at once may have made the same answer.
      if (answer.body.length > bytesMax / 2 || answers.has(address)) return;
      answers.set(address, trimmed(answer));
      bytes += sizeOf(address, answer);
      for (const [oldest, kept] of answers) {
        if (bytes <= bytesMax) return;
        answers.delete(oldest);
        bytes -= sizeOf(oldest, kept);
      }
    },
  };
}

/** What the objects of an answer take besides its texts, about. */
const overheadBytes = 500;

/** An empty page has some ten bytes, and a hundred times as much around them. */
function sizeOf(address: string, { body, headers }: KeptAnswer): number {
  const texts = Object.values(headers).reduce((sum, text) => sum + text.length, address.length);
  return body.length + texts + overheadBytes;
}

/** The answer with a body that holds no more memory than it shows: a page may be the beginning of a larger block. */
function trimmed(answer: KeptAnswer): KeptAnswer {
  const { body } = answer;
  const held = body.buffer.byteLength;
  // Small buffers share a pool of Node.
  const isTight = held <= Buffer.poolSize || held - body.length < body.length / 8;
  return isTight ? answer : { ...answer, body: Buffer.from(body) };
}
