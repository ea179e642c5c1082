import * as z from "zod";

/** What a setting may be: how its text reads, and how people are told. */
export interface SettingKind<Value> {
  readonly words: string;
  readonly choices: readonly string[] | undefined;
  /** From text to value. */
  readonly schema: z.ZodType<Value, string>;
  /** From value to text. What it gives reads as the same value. */
  readonly format: (value: Value) => string;
}

/** One of some words. */
export function choice<const Word extends string>(...words: readonly Word[]): SettingKind<Word> {
  return {
    words: words.join(" | "),
    choices: words,
    schema: z.enum(words),
    format: (value) => value,
  };
}

/** On or off. */
export const flag: SettingKind<boolean> = {
  words: "on | off",
  choices: ["on", "off"],
  schema: z.stringbool({ truthy: ["on", "true"], falsy: ["off", "false"], case: "sensitive" }),
  format: (value) => (value ? "on" : "off"),
};

/** A status by its number. */
export function status<const Status extends number>(
  ...numbers: readonly Status[]
): SettingKind<Status> {
  const known = new Map(numbers.map((number) => [String(number), number]));
  return {
    words: numbers.join(" | "),
    choices: [...known.keys()],
    schema: z.string().transform((text, context) => {
      const found = known.get(text);
      if (found !== undefined) return found;
      context.addIssue({ code: "custom", message: "not one of them" });
      return z.NEVER;
    }),
    format: String,
  };
}

/** A whole number from 1. Where there may be no bound, `any` stands for the number that means so. */
export function count(any?: number): SettingKind<number> {
  const whole = z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number);
  return {
    words: any === undefined ? "a whole number from 1" : "a whole number from 1 | any",
    choices: undefined,
    schema:
      any === undefined ? whole : z.union([whole, z.literal("any").transform((): number => any)]),
    format: (value) => (value === any ? "any" : String(value)),
  };
}

/** Texts of one form with commas between them. Where there may be none, `none` stands for the list that means so. */
export function texts(
  words: string,
  form: RegExp,
  none?: readonly string[],
): SettingKind<readonly string[]> {
  const list = z
    .string()
    .max(1_000)
    .transform((text) => text.split(","))
    .pipe(z.array(z.string().regex(form)));
  const absent = z.literal("none").transform((): readonly string[] => none ?? []);
  const more = `${words}, with commas between`;
  return {
    words: none === undefined ? more : `${more} | none`,
    choices: undefined,
    schema: none === undefined ? list : z.union([absent, list]),
    format: (value) => (value.join(",") === none?.join(",") ? "none" : value.join(",")),
  };
}
