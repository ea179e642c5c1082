import type { factsV1p1, factsV1p2, nestedFacts } from "./facts.ts";
import type { ClassName } from "./vocabulary.ts";

/** A reference as it may arrive: only the id can be relied on. */
export interface TolerantRef {
  readonly sourcedId: string;
  readonly href?: string;
  readonly type?: string;
}

type NameOf<Line> = Line extends `${infer Name} ${string}` ? Name : never;

type ItemOf<Line> =
  Line extends `${string} of(${infer Type extends keyof typeof nestedFacts}) ${string}`
    ? Fields<(typeof nestedFacts)[Type][number]>
    : Line extends `${string} ref(${string}`
      ? TolerantRef
      : Line extends `${string} metadata ${string}`
        ? Readonly<Record<string, unknown>>
        : Line extends `${string} number ${string}`
          ? number
          : Line extends `${string} flag ${string}`
            ? "true" | "false"
            : string;

type ValueOf<Line> = Line extends `${string}*` ? readonly ItemOf<Line>[] : ItemOf<Line>;

/** The fields that the lines of the table of facts describe, each of them optional. */
type Fields<Line> = {
  readonly [Entry in Line as Exclude<NameOf<Entry>, "sourcedId">]?: ValueOf<Entry>;
};

type LinesOf<C extends ClassName> =
  | (C extends keyof typeof factsV1p1 ? (typeof factsV1p1)[C][number] : never)
  | (typeof factsV1p2)[C][number];

/**
 * A record as the engine reads it: the fields of both versions, and of these only the id is sure to be
 * there. Enumerations are text, since foreign values are kept. Drawn from the table of facts.
 */
export type TolerantRecord<C extends ClassName> = { readonly sourcedId: string } & Fields<
  LinesOf<C>
>;

/** A user with what both versions know: `role` and `orgs` of 1.1 beside `roles` of 1.2. */
export type TolerantUser = TolerantRecord<"user">;
/** A school, district or other org. */
export type TolerantOrg = TolerantRecord<"org">;
/** A term, grading period, semester or school year. */
export type TolerantAcademicSession = TolerantRecord<"academicSession">;
/** A course. */
export type TolerantCourse = TolerantRecord<"course">;
/** A class, which becomes a section. */
export type TolerantClass = TolerantRecord<"class">;
/** One user in one class. */
export type TolerantEnrollment = TolerantRecord<"enrollment">;
/** The demographics of a user. */
export type TolerantDemographics = TolerantRecord<"demographics">;
