import { hashText, mixNumbers } from "../../core/random.ts";

/** Chance for one question about many numbered things: the same for a thing whoever else was asked about. */
export interface Draw {
  /** 32 bits of chance. */
  word(a: number, b?: number): number;
  /** A whole number in [0, below). */
  int(below: number, a: number, b?: number): number;
  chance(probability: number, a: number, b?: number): boolean;
  pick<Item>(items: readonly Item[], a: number, b?: number): Item;
}

/** Creates the chance of a question. The name keeps the questions of one district apart. */
export function createDraw(seed: number, name: string): Draw {
  const own = hashText(name, seed);
  const fraction = (a: number, b: number): number => mixNumbers(own, a, b) / 0x1_0000_0000;
  const int = (below: number, a: number, b = 0): number => Math.floor(fraction(a, b) * below);
  return {
    word: (a, b = 0) => mixNumbers(own, a, b),
    int,
    chance: (probability, a, b = 0) => fraction(a, b) < probability,
    pick: (items, a, b = 0) => {
      const item = items[int(items.length, a, b)];
      if (item === undefined) throw new RangeError("Cannot pick from an empty list.");
      return item;
    },
  };
}

/** The questions that a district is drawn by. */
export type Draws = ReturnType<typeof drawAll>;

/** Creates the chance of every question of a district. */
export function createDraws(seed: number): Draws {
  return drawAll(seed);
}

function drawAll(seed: number) {
  const draw = (name: string): Draw => createDraw(seed, name);
  return {
    siblings: draw("siblings"),
    zone: draw("zone"),
    grade: draw("grade"),
    sex: draw("sex"),
    givenName: draw("given-name"),
    familyName: draw("family-name"),
    middleName: draw("middle-name"),
    preferred: draw("preferred"),
    pronouns: draw("pronouns"),
    oddity: draw("oddity"),
    household: draw("household"),
    contactType: draw("contact-type"),
    half: draw("half-siblings"),
    phone: draw("phone"),
    link: draw("link"),
    birth: draw("birth"),
    race: draw("race"),
    entry: draw("entry"),
    secondSchool: draw("second-school"),
    seat: draw("seat"),
    shuffle: draw("shuffle"),
    choice: draw("choice"),
    coTeacher: draw("co-teacher"),
    child: draw("child"),
    structure: draw("structure"),
    staleTrial: draw("stale-trial"),
    oddCode: draw("odd-code"),
    dates: draw("dates"),
    handedIn: draw("handed-in"),
    score: draw("score"),
    assessed: draw("assessed"),
  };
}
