import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import * as z from "zod";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { OneRosterService, Operation } from "../../contracts/oneroster/operations.ts";

const files: Readonly<Record<OneRosterService, string>> = {
  rostering: "onerosterv1p2rostersservice_openapi3_v1p0.json",
  gradebook: "onerosterv1p2gradebookservice_openapi3_v1p0.json",
  resources: "onerosterv1p2resourcesservice_openapi3_v1p0.json",
};

const beside = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  "../../../shared/standard",
);

/** Where the official OpenAPI files of OneRoster 1.2 are looked for: they may not be copied into the project. */
export const officialFolder = process.env["ONEROSTER_OPENAPI_DIR"] ?? beside;

/** Whether the official files are at hand. */
export const hasOfficialFiles = Object.values(files).every((file) =>
  existsSync(path.join(officialFolder, file)),
);

/** Whether the tables compiled from them, of both versions, are at hand. */
export const hasCompiledOperations = ["1", "2"].every((minor) =>
  existsSync(path.join(officialFolder, `compiled-v1p${minor}-operations.json`)),
);

const CompiledOperations = z.array(
  z.object({
    basePath: z.string(),
    method: z.string(),
    path: z.string(),
    operationId: z.string(),
    scopesAnyOf: z.array(z.string()).default([]),
  }),
);

/** The operations of a version, compiled from the official documents. */
export function compiledOperations(version: OneRosterVersion): readonly {
  readonly operation: string;
  readonly operationId?: string;
  readonly scopes?: readonly string[];
}[] {
  const file = `compiled-v1p${version.at(-1)}-operations.json`;
  const text = readFileSync(path.join(officialFolder, file), "utf8");
  return CompiledOperations.parse(JSON.parse(text)).map((one) => ({
    operation: `${one.method} ${one.basePath}${one.path.replaceAll(/\{\w+\}/g, "{}")}`,
    ...(version === "1.1"
      ? {}
      : { operationId: one.operationId, scopes: one.scopesAnyOf.toSorted() }),
  }));
}

/** Judges a body by the official definition of an operation and status; gives what is wrong with it, or nothing. */
export type OfficialJudge = (
  operation: Pick<Operation, "service" | "operationId">,
  status: number,
  body: unknown,
) => string | undefined;

/** Reads the three official files and makes their judge. */
export function createOfficialJudge(): OfficialJudge {
  const definitions = new Map(
    Object.entries(files).map(([service, file]) => [service, load(file)]),
  );
  const judges = new Map<string, ValidateFunction>();
  return (operation, status, body) => {
    const key = `${operation.service} ${operation.operationId} ${status}`;
    const definition = definitions.get(operation.service);
    if (definition === undefined) return `no definition of ${operation.service}`;
    const judge = judges.get(key) ?? compile(definition, operation.operationId, status);
    judges.set(key, judge);
    return judge(body) ? undefined : definition.ajv.errorsText(judge.errors);
  };
}

type Json = Readonly<Record<string, unknown>>;

interface Definition {
  readonly document: Json;
  readonly ajv: Ajv;
}

/**
 * The one known defect of the official files: a stray slash at the start of the pattern for the sources of
 * learning objectives, by which no word at all would pass (facts §5.1).
 */
const brokenPattern = String.raw`^/(?!case$)(?!unknown$)[a-z0-9]+$`;

function load(file: string): Definition {
  const text = readFileSync(path.join(officialFolder, file), "utf8");
  const document: unknown = JSON.parse(text, (_key, value: unknown) =>
    value === brokenPattern ? brokenPattern.replace("/", "") : value,
  );
  const ajv = new Ajv({ strict: false, allErrors: false });
  addFormats.default(ajv, ["date", "date-time", "uri"]);
  ajv.addFormat("float", true).addFormat("int32", true);
  return { document: members(document), ajv };
}

function compile(
  { document, ajv }: Definition,
  operationId: string,
  status: number,
): ValidateFunction {
  const schema = schemaOf(document, operationId, status);
  return ajv.compile({ ...schema, components: document["components"] });
}

function schemaOf(document: Json, operationId: string, status: number): Json {
  for (const methods of Object.values(members(document["paths"]))) {
    for (const operation of Object.values(members(methods))) {
      if (members(operation)["operationId"] !== operationId) continue;
      const responses = members(members(operation)["responses"]);
      const response = members(responses[String(status)] ?? responses["default"]);
      return members(members(members(response["content"])["application/json"])["schema"]);
    }
  }
  throw new RangeError(`The official files have no ${operationId}.`);
}

function members(value: unknown): Json {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
