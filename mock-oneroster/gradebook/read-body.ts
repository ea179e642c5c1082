import { readBoundedBody } from "../routes/bounded-body.ts";
import { invalid, WriteRefusal } from "./write-refusal.ts";

/** A thousand results have about half of it. */
const bodyBytesMax = 4 << 20;
/** Deeper values could be stored, but not be written out again. */
const depthMax = 32;

/** An object of JSON. */
export type Members = Readonly<Record<string, unknown>>;

/** Reads the JSON of a request, whatever its Content-Type says. Refuses what is too long, no JSON, or nested too deep. */
export async function readJsonBody(request: Request): Promise<unknown> {
  const text = await readBoundedBody(request, bodyBytesMax);
  if (text === undefined) {
    throw new WriteRefusal("too-large", `The body has more than ${bodyBytesMax} bytes.`);
  }
  const value = parse(text);
  if (isTooDeep(value)) throw invalid(`The body is nested more than ${depthMax} levels deep.`);
  return value;
}

/** Says whether a value is an object and no list. */
export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WriteRefusal("malformed", "The body is not JSON.");
  }
}

/** Level by level and without recursion, which deep values would break. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthMax) return true;
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null ? Object.values(one) : [],
    );
  }
  return false;
}
