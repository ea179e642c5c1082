import * as z from "zod";

/** The ways to tell that two records are of one thing, in no order: each kind of thing has a ladder of its own. */
export const Rung = z.enum([
  "unique-id",
  "sourced-id",
  "legacy-id",
  "identifier",
  "username",
  "email",
  "name-and-grade",
  "name",
  "decision",
  "section-school-code",
  "section-code-and-periods",
  "title-and-periods",
  "course-code",
  "title-and-school",
  "building-code",
  "title",
  "title-and-dates",
  "dates",
]);
export type Rung = z.infer<typeof Rung>;

/** How sure a rung is. What only a person may decide is `review`, and never counts as decided. */
export const Confidence = z.enum(["certain", "likely", "review"]);
export type Confidence = z.infer<typeof Confidence>;

/** Each rung in words, and how sure it is. */
export const rungs: Readonly<
  Record<Rung, { readonly words: string; readonly confidence: Confidence }>
> = {
  "unique-id": { words: "the Unique ID is the one that the app writes", confidence: "certain" },
  "sourced-id": { words: "the Unique ID is the sourcedId", confidence: "certain" },
  "legacy-id": { words: "the code is the legacy id of OneRoster 1.1", confidence: "certain" },
  identifier: { words: "the code is the identifier in the SIS", confidence: "likely" },
  username: { words: "the usernames are equal", confidence: "likely" },
  email: { words: "the e-mail addresses are equal", confidence: "likely" },
  "name-and-grade": { words: "name and grade are equal", confidence: "review" },
  name: { words: "the names are equal", confidence: "review" },
  decision: { words: "a person decided it", confidence: "certain" },
  "section-school-code": {
    words: "the section school code is the class sourcedId",
    confidence: "certain",
  },
  "section-code-and-periods": {
    words: "course, section code and grading periods are equal",
    confidence: "likely",
  },
  "title-and-periods": {
    words: "course, title and grading periods are equal",
    confidence: "review",
  },
  "course-code": { words: "the course codes are equal", confidence: "certain" },
  "title-and-school": { words: "title and school are equal", confidence: "review" },
  "building-code": { words: "the building code is the one of the school", confidence: "certain" },
  title: { words: "the titles are equal", confidence: "likely" },
  "title-and-dates": { words: "title and dates are equal", confidence: "certain" },
  dates: { words: "the dates are equal", confidence: "review" },
};
