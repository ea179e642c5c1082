import { createPackedTexts } from "./packed-texts.ts";

/**
 * The ids of one kind of thing, each with a small number, so that columns hold numbers and a reference may
 * point at an id that nothing has (it dangles).
 */
export interface IdSpace {
  readonly size: number;
  /** The number of an id; a new one when it was never seen. */
  code(id: string): number;
  /** The number of an id, or -1 when it was never seen. */
  find(id: string): number;
  text(code: number): string;
}

/** Creates an empty space: open addressing over packed texts, some 20 bytes for a short id. */
export function createIdSpace(): IdSpace {
  const texts = createPackedTexts();
  let slots = new Uint32Array(64);

  /** The slot that holds the staged id, or the empty one where it belongs. */
  const slotOf = (length: number): number => {
    const mask = slots.length - 1;
    let slot = texts.stagedHash(length) & mask;
    for (;;) {
      const held = slots[slot] ?? 0;
      if (held === 0 || texts.equalsStaged(held - 1, length)) return slot;
      slot = (slot + 1) & mask;
    }
  };
  const rehash = (): void => {
    slots = new Uint32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let code = 0; code < texts.size; code += 1) {
      let slot = texts.hashOf(code) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    }
  };
  return {
    get size() {
      return texts.size;
    },
    code: (id) => {
      const length = texts.stage(id);
      const slot = slotOf(length);
      const held = slots[slot] ?? 0;
      if (held !== 0) return held - 1;
      const code = texts.commit(length);
      slots[slot] = code + 1;
      if (texts.size * 4 > slots.length * 3) rehash();
      return code;
    },
    find: (id) => (slots[slotOf(texts.stage(id))] ?? 0) - 1,
    text: (code) => texts.text(code),
  };
}
