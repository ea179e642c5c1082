import * as z from "zod";
import type { OneRosterService, Operation } from "../../contracts/oneroster/operations.ts";
import { StatusInfoV1p1, StatusInfoV1p2 } from "../../contracts/oneroster/status-info.ts";
import { strictV1p1 } from "../../contracts/oneroster/v1p1.ts";
import { SourcedIdPairs, strictV1p2 } from "../../contracts/oneroster/v1p2.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { wrapperOf } from "../../contracts/oneroster/wrappers.ts";

/** A piece of JSON of an OpenAPI document. */
export type Json = Readonly<Record<string, unknown>>;

/** What a description is of. */
export interface DescribedService {
  readonly version: OneRosterVersion;
  readonly service: OneRosterService;
  /** The operations that the server has. */
  readonly operations: readonly Operation[];
  /** The address of the service, before the paths of the operations. */
  readonly serviceUrl: string;
  readonly tokenUrl: string;
}

/**
 * Describes a service as an OpenAPI 3.0 document with the addresses of this server (1EdTech security framework:
 * a provider publishes a localised copy). It is made from the same tables and schemas that answers are
 * made and checked by, not copied from the official files.
 */
export function describeService(described: DescribedService): Json {
  const { version, service, serviceUrl } = described;
  return {
    openapi: "3.0.1",
    info: {
      title: version === "1.1" ? "OneRoster 1.1" : `OneRoster ${version} ${service}`,
      version: version === "1.1" ? "1.1" : "1.2",
      description: "A mock student information system for rehearsals.",
    },
    servers: [{ url: serviceUrl }],
    paths: pathsOf(described),
    components: {
      securitySchemes: { OAuth2CC: oauth2Scheme(described) },
      schemas: schemasOf(version),
    },
  };
}

function pathsOf({ version, operations }: DescribedService): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const methods = paths[operation.path] ?? {};
    methods[operation.method.toLowerCase()] = describeOperation(version, operation);
    paths[operation.path] = methods;
  }
  return paths;
}

function describeOperation(version: OneRosterVersion, operation: Operation): Json {
  const scopes = operation.scopes[version] ?? [];
  return {
    operationId: operation.operationId,
    summary: summaryOf(operation),
    parameters: [...pathParameters(operation), ...queryParameters(operation)],
    ...(operation.kind === "put" || operation.kind === "post"
      ? { requestBody: { required: true, content: jsonOf(bodySchema(version, operation)) } }
      : {}),
    responses: { ...successOf(version, operation), default: failure },
    security: scopes.map((scope) => ({ OAuth2CC: [scope] })),
  };
}

const failure: Json = {
  description: "A refusal.",
  content: jsonOf({ $ref: "#/components/schemas/StatusInfo" }),
};

function summaryOf({ kind, className, path }: Operation): string {
  const words = {
    collection: `Lists ${className} records`,
    single: `Gives one ${className} record`,
    put: `Creates or replaces one ${className} record`,
    delete: `Deletes one ${className} record`,
    post: `Creates ${className} records, whose ids the server gives`,
  };
  return `${words[kind]} (${path}).`;
}

function pathParameters({ path }: Operation): readonly Json[] {
  const names = Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? "");
  return names.map((name) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

const query = (name: string, schema: Json, description: string): Json => ({
  name,
  in: "query",
  required: false,
  schema,
  description,
});
const fieldsParameter = query(
  "fields",
  { type: "string" },
  "Names of fields, with commas between.",
);
const listParameters: readonly Json[] = [
  query("limit", { type: "integer", minimum: 1, default: 100 }, "Records on a page."),
  query("offset", { type: "integer", minimum: 0, default: 0 }, "The first record, from 0."),
  query("sort", { type: "string" }, "The field to sort by."),
  query("orderBy", { type: "string", enum: ["asc", "desc"] }, "The direction."),
  query("filter", { type: "string" }, "field='value', at most two with AND or OR between."),
  fieldsParameter,
];

function queryParameters({ kind }: Operation): readonly Json[] {
  if (kind === "collection") return listParameters;
  return kind === "single" ? [fieldsParameter] : [];
}

function successOf(version: OneRosterVersion, operation: Operation): Json {
  if (operation.kind === "delete") return { "204": { description: "It is deleted." } };
  if (operation.kind === "put") return { "201": { description: "It is kept." } };
  if (operation.kind === "post") {
    const pairs = jsonOf({ $ref: "#/components/schemas/SourcedIdPairs" });
    return { "201": { description: "They are kept.", content: pairs } };
  }
  const content = jsonOf(bodySchema(version, operation));
  return { "200": { description: "The records.", content } };
}

/** The schema of a body: records in the wrapper of their class. */
function bodySchema(version: OneRosterVersion, { className, kind }: Operation): Json {
  const { collection, single } = wrapperOf(version, className);
  const record = { $ref: `#/components/schemas/${className}` };
  const isList = kind === "collection" || kind === "post";
  const [name, schema] = isList ? [collection, { type: "array", items: record }] : [single, record];
  return { type: "object", required: [name], properties: { [name]: schema } };
}

function jsonOf(schema: Json): Json {
  return { "application/json": { schema } };
}

function oauth2Scheme({ version, tokenUrl, operations }: DescribedService): Json {
  const scopes = new Set(operations.flatMap(({ scopes: all }) => all[version] ?? []));
  const described = Object.fromEntries(Array.from(scopes, (scope) => [scope, nameOf(scope)]));
  return { type: "oauth2", flows: { clientCredentials: { tokenUrl, scopes: described } } };
}

function nameOf(scope: string): string {
  return scope.slice(scope.lastIndexOf("/") + 1);
}

function schemasOf(version: OneRosterVersion): Json {
  const classes: Readonly<Partial<Record<ClassName, z.ZodType>>> =
    version === "1.1" ? strictV1p1 : strictV1p2;
  const schemas = Object.entries(classes).map(([name, schema]) => [name, toSchema(schema)]);
  const status = version === "1.1" ? StatusInfoV1p1 : StatusInfoV1p2;
  return {
    ...Object.fromEntries(schemas),
    StatusInfo: toSchema(status),
    SourcedIdPairs: toSchema(SourcedIdPairs),
  };
}

function toSchema(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, { target: "openapi-3.0" });
}
