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
  /** As `PackedTexts.writePlain`. */
  writePlain(code: number, target: Uint8Array, at: number): number;
}

/** The bits of a slot that hold a mark of the text, while there are few enough ids to leave them free. */
const markBits = 0xff00_0000;
/** How many ids can be told apart with the other bits. */
const markedIdsMax = 0x00ff_ffff;

/**
 * Creates an empty space: open addressing over packed texts, some 20 bytes for a short id.
 *
 * A slot holds the number of an id plus one, and a few bits of the hash of its text, by which most ids that
 * stand in the way are passed without looking at their texts. Beyond `markedMax` ids the bits are needed otherwise.
 */
export function createIdSpace(markedMax = markedIdsMax): IdSpace {
  const texts = createPackedTexts();
  let slots = new Uint32Array(64);
  let marks = markBits;

  /** The slot that holds the staged id, or the empty one where it belongs. */
  const slotOf = (hash: number, length: number): number => {
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const held = slots[slot] ?? 0;
      if (held === 0) return slot;
      const isAlike = ((held ^ hash) & marks) === 0;
      if (isAlike && texts.equalsStaged((held & ~marks) - 1, length)) return slot;
      slot = (slot + 1) & mask;
    }
  };
  const rehash = (length: number): void => {
    slots = new Uint32Array(length);
    const mask = slots.length - 1;
    for (let code = 0; code < texts.size; code += 1) {
      const hash = texts.hashOf(code);
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = (hash & marks) | (code + 1);
    }
  };
  const grow = (): void => {
    if (texts.size === markedMax) {
      marks = 0;
      rehash(slots.length);
    }
    if (texts.size * 3 > slots.length * 2) rehash(slots.length * 2);
  };
  return {
    get size() {
      return texts.size;
    },
    code: (id) => {
      const length = texts.stage(id);
      const hash = texts.stagedHash(length);
      const slot = slotOf(hash, length);
      const held = slots[slot] ?? 0;
      if (held !== 0) return (held & ~marks) - 1;
      const code = texts.commit(length);
      slots[slot] = (hash & marks) | (code + 1);
      grow();
      return code;
    },
    find: (id) => {
      const length = texts.stage(id);
      return ((slots[slotOf(texts.stagedHash(length), length)] ?? 0) & ~marks) - 1;
    },
    text: (code) => texts.text(code),
    writePlain: (code, target, at) => texts.writePlain(code, target, at),
  };
}
