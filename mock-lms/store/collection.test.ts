import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createCollection } from "./collection.ts";

const Card = z.strictObject({ id: z.int(), code: z.string(), shelf: z.string() });
type Card = z.infer<typeof Card>;

function createCards(onChange: () => void = () => undefined, firstId = 1) {
  return createCollection(
    {
      schema: Card,
      firstId,
      unique: { code: (card: Card) => (card.code === "" ? undefined : card.code) },
      groups: { shelf: (card: Card) => card.shelf },
    },
    onChange,
  );
}

const step = fc.record({
  what: fc.constantFrom("add", "replace", "remove"),
  id: fc.integer({ min: 1, max: 12 }),
  code: fc.constantFrom("", "a", "b", "c", "d"),
  shelf: fc.constantFrom("x", "y"),
});

describe("collection", () => {
  it("finds by every index exactly what a search of all records finds", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const cards = createCards();
        for (const { what, id, code, shelf } of steps) {
          const holder = cards.find("code", code);
          if (what === "remove") cards.remove(id);
          else if (what === "add" && holder === undefined) {
            cards.add((newId) => ({ id: newId, code, shelf }));
          } else if (cards.get(id) !== undefined && (holder === undefined || holder.id === id)) {
            cards.replace({ id, code, shelf });
          }
        }

        const all = [...cards.values()];
        for (const code of ["a", "b", "c", "d"]) {
          expect(cards.find("code", code)).toEqual(all.find((card) => card.code === code));
        }
        for (const shelf of ["x", "y"]) {
          const listed = cards.list("shelf", shelf).toSorted((left, right) => left.id - right.id);
          expect(listed).toEqual(all.filter((card) => card.shelf === shelf));
        }
        expect(cards.groupCount("shelf")).toBe(new Set(all.map((card) => card.shelf)).size);
      }),
    );
  });

  it("never gives an id twice", () => {
    const cards = createCards();
    const { id } = cards.add((newId) => ({ id: newId, code: "a", shelf: "x" }));
    cards.remove(id);

    expect(cards.add((newId) => ({ id: newId, code: "a", shelf: "x" })).id).toBe(id + 1);
  });

  it("gives ids of its own range, whatever was saved as the next", () => {
    const cards = createCards(undefined, 101);
    cards.load({ nextId: 1, items: [] });

    expect(cards.add((id) => ({ id, code: "a", shelf: "x" })).id).toBe(101);
  });

  it("calls a second record with a unique key a bug", () => {
    const cards = createCards();
    cards.add((id) => ({ id, code: "a", shelf: "x" }));

    expect(() => cards.add((id) => ({ id, code: "a", shelf: "y" }))).toThrow("bug");
  });

  it("tells of every change, and of nothing else", () => {
    let changes = 0;
    const cards = createCards(() => {
      changes += 1;
    });
    const card = cards.add((id) => ({ id, code: "a", shelf: "x" }));
    cards.replace({ ...card, shelf: "y" });
    cards.remove(card.id);
    cards.remove(card.id);

    expect(changes).toBe(3);
  });
});
