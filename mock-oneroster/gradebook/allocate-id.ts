import { createRandom } from "../../core/random.ts";

/** Makes an id that is not taken. The same request at the same time gives the same ids. */
export function allocateId(seed: string, isTaken: (id: string) => boolean): string {
  const random = createRandom(seed);
  for (;;) {
    const id = random.uuid();
    if (!isTaken(id)) return id;
  }
}
