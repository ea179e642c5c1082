import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rungs } from "../../contracts/run/rung.ts";
import { matchPeople, type AccountCard, type PersonCard } from "./people.ts";

const few = fc.constantFrom("1", "2", "3", "s1", "g1", "t2", "ada", "Ada ", "");
const some = fc.option(few, { nil: undefined });
const names = fc.array(fc.constantFrom("Ada Li", "ada  li", "Bo Ray"), { maxLength: 2 });
const gradYear = fc.option(fc.constantFrom("2027", "2030"), { nil: undefined });

const anyPerson: fc.Arbitrary<PersonCard> = fc.record({
  id: fc.constantFrom("s1", "g1", "t2", "x", "y", "z", "__proto__"),
  uid: few,
  legacyId: some,
  identifier: some,
  username: some,
  email: some,
  names,
  gradYear,
});
const anyAccount: fc.Arbitrary<AccountCard> = fc.record({
  id: fc.constantFrom("1", "2", "s1", "g1", "t2", "x", "y", "ada", "__proto__"),
  username: some,
  email: some,
  names,
  gradYear,
});
const sides = fc.record({
  people: fc.uniqueArray(anyPerson, { selector: ({ id }) => id, maxLength: 7 }),
  accounts: fc.uniqueArray(anyAccount, { selector: ({ id }) => id, maxLength: 9 }),
});

describe("matching people", () => {
  it("matches nobody twice, and loses nobody", () => {
    fc.assert(
      fc.property(sides, ({ people, accounts }) => {
        const { matches, onlyLeft, onlyRight } = matchPeople(people, accounts);

        const lefts = [...matches.map(({ left }) => left), ...onlyLeft];
        const rights = [...matches.map(({ right }) => right), ...onlyRight];
        expect(lefts.toSorted()).toEqual(people.map(({ id }) => id).toSorted());
        expect(rights.toSorted()).toEqual(accounts.map(({ id }) => id).toSorted());
      }),
    );
  });

  it("says the same whatever the order of both sides", () => {
    fc.assert(
      fc.property(
        sides.chain(({ people, accounts }) =>
          fc.record({
            people: fc.constant(people),
            accounts: fc.constant(accounts),
            otherPeople: fc.shuffledSubarray(people, { minLength: people.length }),
            otherAccounts: fc.shuffledSubarray(accounts, { minLength: accounts.length }),
          }),
        ),
        ({ people, accounts, otherPeople, otherAccounts }) => {
          expect(matchPeople(otherPeople, otherAccounts)).toEqual(matchPeople(people, accounts));
        },
      ),
    );
  });

  it("never decides by name, with or without a grade", () => {
    fc.assert(
      fc.property(sides, ({ people, accounts }) => {
        const { matches } = matchPeople(people, accounts);

        expect(matches.filter(({ rung }) => rungs[rung].confidence === "review")).toEqual([]);
      }),
    );
  });

  it("lets a higher rung win: who has the Unique ID alone gets the account, whatever else speaks", () => {
    fc.assert(
      fc.property(sides, ({ people, accounts }) => {
        const { matches } = matchPeople(people, accounts);

        for (const account of accounts) {
          const [owner, other] = people.filter(({ uid }) => uid === account.id);
          if (owner === undefined || other !== undefined) continue;
          expect(matches).toContainEqual({ left: owner.id, right: account.id, rung: "unique-id" });
        }
      }),
    );
  });

  it("asks only of those who are not matched", () => {
    fc.assert(
      fc.property(sides, ({ people, accounts }) => {
        const { matches, questions, onlyLeft } = matchPeople(people, accounts);

        expect(questions.filter(({ left }) => !onlyLeft.includes(left))).toEqual([]);
        expect(matches.length + onlyLeft.length).toBe(people.length);
      }),
    );
  });
});
