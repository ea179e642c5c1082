import { changeCount } from "../store/change-count.ts";
import { worldTableNames, type World } from "../store/world.ts";

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

/** Creates a cache that holds so many bytes at the most. The answers that were kept first go first. */
export function createAnswerCache(world: World, bytesMax: number): AnswerCache {
  const answers = new Map<string, KeptAnswer>();
  let bytes = 0;
  let stamp = -1;
  const refresh = (): void => {
    const now = changeCount(world, worldTableNames);
    if (now === stamp) return;
    answers.clear();
    bytes = 0;
    stamp = now;
  };
  return {
    find: (address) => {
      refresh();
      return answers.get(address);
    },
    keep: (address, answer) => {
      refresh();
      if (answer.body.length > bytesMax / 2 || address.length > addressCharactersMax) return;
      answers.set(address, answer);
      bytes += answer.body.length;
      for (const [oldest, { body }] of answers) {
        if (bytes <= bytesMax) return;
        answers.delete(oldest);
        bytes -= body.length;
      }
    },
  };
}
