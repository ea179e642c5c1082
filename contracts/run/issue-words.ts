import type * as z from "zod";

type Issue = z.core.$ZodIssue;

const issuesMax = 10;

/**
 * Says in words what is wrong with data that a schema refused: which field, and what is expected of it. For people
 * who know their data and not the library.
 */
export function issueWords(error: z.ZodError): string {
  const sentences = error.issues.slice(0, issuesMax).map((issue) => sentenceOf(issue, []));
  const more = error.issues.length - sentences.length;
  return [...new Set(sentences), ...(more > 0 ? [`And ${more} more.`] : [])].join(" ");
}

function sentenceOf(issue: Issue, within: readonly PropertyKey[]): string {
  const path = [...within, ...issue.path];
  const name = nameOf(path);
  switch (issue.code) {
    case "invalid_type":
      return `${name}${isMissing(issue) ? " is missing: it" : ""} has to be ${typeWord(issue.expected)}.`;
    case "invalid_value":
      return `${name} has to be ${issue.values.map(String).join(" or ")}.`;
    case "unrecognized_keys":
      return `${name} has no field called ${issue.keys.join(" or ")}.`;
    case "too_small":
      return `${name} has to be at least ${sizeOf(issue.minimum, issue.origin)}.`;
    case "too_big":
      return `${name} has to be at most ${sizeOf(issue.maximum, issue.origin)}.`;
    case "invalid_format":
      return `${name} has to be ${formatWords[issue.format] ?? `of the form ${issue.format}`}.`;
    case "invalid_union":
      return unionWords(issue, path);
    case "invalid_key":
    case "invalid_element":
      return `${name} holds a name or value that does not fit.`;
    case "not_multiple_of":
      return `${name} has to be a multiple of ${issue.divisor}.`;
    case "custom":
      return `${name}: ${issue.message.replace(/\.$/, "")}.`;
  }
}

/** Of several forms, the one that fits best is meant: the one with the least that is wrong. */
function unionWords(issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[]): string {
  const name = nameOf(path);
  if (issue.errors.length === 0) return `${name} has to name one that there is.`;
  const types = issue.errors.flatMap((issues) => {
    const [first] = issues;
    return issues.length === 1 && first?.code === "invalid_type" && first.path.length === 0
      ? [typeWord(first.expected)]
      : [];
  });
  if (types.length === issue.errors.length) return `${name} has to be ${types.join(" or ")}.`;
  const [best = []] = issue.errors.toSorted((left, right) => left.length - right.length);
  return best.map((each) => sentenceOf(each, path)).join(" ");
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "It" : path.map(String).join(".");
}

function typeWord(type: string): string {
  return typeWords[type] ?? type;
}

function isMissing({ message }: Issue): boolean {
  return message.endsWith("received undefined");
}

function sizeOf(size: number | bigint, origin: string): string {
  if (origin === "string") return `${size} characters long`;
  return origin === "array" ? `${size} long` : String(size);
}

const typeWords: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object with fields",
  record: "an object with fields",
  null: "null",
};

const formatWords: Readonly<Record<string, string>> = {
  datetime: "a moment such as 2026-12-01T06:00:00Z",
  date: "a day such as 2026-12-01",
};
