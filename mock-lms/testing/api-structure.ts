import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";

const beside = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  "../../../shared/standard/schoology.mock-scope.openapi.json",
);

/** Where the machine-readable structure of Schoology's API is looked for: it is no part of the project. */
export const structureFile = process.env["SCHOOLOGY_OPENAPI_FILE"] ?? beside;

/** Whether it is at hand. */
export const hasStructure = existsSync(structureFile);

/** As much of a JSON schema as the file uses. */
export interface Shape {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, Shape>> | undefined;
  readonly items?: Shape | undefined;
}

const Shape: z.ZodType<Shape> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    properties: z.record(z.string(), Shape).optional(),
    items: Shape.optional(),
  }),
);

const Answers = z.record(
  z.string(),
  z.object({
    content: z.object({ "application/json": z.object({ schema: Shape }).optional() }).optional(),
  }),
);
const Structure = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ responses: Answers }))),
});

/** One method of one path, with the shapes of its successful answers by status. */
export interface ApiOperation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly answers: ReadonlyMap<number, Shape | undefined>;
}

/** Every operation of the file; none when it is not at hand. */
export function readOperations(): readonly ApiOperation[] {
  if (!hasStructure) return [];
  const { paths } = Structure.parse(JSON.parse(readFileSync(structureFile, "utf8")));
  return Object.entries(paths).flatMap(([place, methods]) =>
    Object.entries(methods).map(([verb, operation]) => {
      const method = verb.toUpperCase();
      const answers = Object.entries(operation.responses)
        .filter(([status]) => /^[23]/.test(status))
        .map(([status, { content }]) => {
          return [Number(status), content?.["application/json"]?.schema] as const;
        });
      return { name: `${method} ${place}`, method, path: place, answers: new Map(answers) };
    }),
  );
}

/**
 * What a body lacks of a shape: fields that are not there, lists that have no first item to look at, and ids
 * that are text where they should be numbers or the other way round. Null stands for anything.
 */
export function lacksOf(shape: Shape, body: unknown, at = ""): readonly string[] {
  if (body === null) return [];
  if (shape.items !== undefined && !neverLooked.has(nameOf(at)))
    return lacksOfList(shape, body, at);
  if (shape.properties === undefined) return isSpelled(shape, body, at) ? [] : [`${at} spelling`];
  const fields = new Map(Object.entries(Object(body)));
  return Object.entries(shape.properties).flatMap(([name, part]) => {
    if (name === neverReturned) return [];
    const value = fields.get(name);
    return value === undefined ? [`${at}/${name}`] : lacksOf(part, value, `${at}/${name}`);
  });
}

function lacksOfList(shape: Shape, body: unknown, at: string): readonly string[] {
  if (!Array.isArray(body)) return [`${at} is no list`];
  if (body.length === 0) return maybeEmpty.has(nameOf(at)) ? [] : [`${at} is empty`];
  return lacksOf(shape.items ?? {}, body[0], `${at}/0`);
}

/** The file shows a password in its examples; the facts say that it is never returned. */
const neverReturned = "password";
/** Shown as an object in some places and as an empty list in others. */
const neverLooked: ReadonlySet<string> = new Set(["content_index_visibility"]);
const maybeEmpty: ReadonlySet<string> = new Set(["meeting_days"]);

function nameOf(at: string): string {
  return at.split("/").at(-1) ?? "";
}

function isSpelled(shape: Shape, value: unknown, at: string): boolean {
  const isId = /(?:^|_)u?id$/.test(nameOf(at)) || at.endsWith("grading_periods/0");
  if (!isId || typeof shape.type !== "string") return true;
  return typeof value === (shape.type === "integer" ? "number" : "string");
}
