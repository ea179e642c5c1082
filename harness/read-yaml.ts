import { LineCounter, parseDocument, isNode, type Document } from "yaml";
import type * as z from "zod";
import { InputError, type InputProblem } from "./input-error.ts";

/** Larger files are refused before they are parsed. */
const charactersMax = 5_000_000;

/**
 * Parses YAML text against a schema.
 *
 * @param file the name that errors carry
 * @throws InputError with file, line, column and the words that are allowed
 */
export function readYaml<Value>(text: string, schema: z.ZodType<Value>, file: string): Value {
  if (text.length > charactersMax) {
    throw new InputError([
      { file, message: `the file is larger than ${charactersMax} characters.` },
    ]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors.map((error): InputProblem => {
    const { line, col } = lines.linePos(error.pos[0]);
    return { file, line, column: col, message: error.message };
  });
  if (broken.length > 0) throw new InputError(broken);
  // An empty file is an empty map: then everything is as it is by default.
  const parsed = schema.safeParse(toPlain(document, file) ?? {});
  if (parsed.success) return parsed.data;
  throw new InputError(
    parsed.error.issues.flatMap(leafIssues).map((issue) => ({
      file,
      ...placeOf(document, issue.path, lines),
      message: describe(issue),
    })),
  );
}

/** An alias bomb expands beyond the library's limit and is refused like any other bad input. */
function toPlain(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InputError([{ file, message }], { cause: error });
  }
}

type Issue = z.core.$ZodIssue;

/** A union's issues are those of the branch that came furthest: the one with the deepest problem. */
function leafIssues(issue: Issue): readonly Issue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const branches = issue.errors.map((branch) =>
    branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  const [best] = branches.toSorted((a, b) => rankOf(a) - rankOf(b));
  return best === undefined ? [issue] : best.flatMap(leafIssues);
}

/** Branches that fail on an unknown or missing key fit less than those that fail on a value inside. */
function rankOf(issues: readonly Issue[]): number {
  const misfits = issues.filter(
    ({ code, path }) =>
      code === "unrecognized_keys" || (code === "invalid_type" && path.length <= 1),
  );
  return misfits.length * 100 + issues.length;
}

function describe(issue: Issue): string {
  const where = issue.path.length === 0 ? "" : `${issue.path.map(String).join(".")}: `;
  return `${where}${issue.message}`;
}

/** The place of a path in the text: of the deepest part that exists. */
function placeOf(
  document: Document,
  path: readonly PropertyKey[],
  lines: LineCounter,
): { readonly line: number; readonly column: number } {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (!isNode(node) || node.range === null || node.range === undefined) continue;
    const { line, col } = lines.linePos(node.range[0]);
    return { line, column: col };
  }
  return { line: 1, column: 1 };
}
