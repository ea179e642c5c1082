import * as z from "zod";

/**
 * The minor codes of 1.1 and the HTTP status that goes with each (OneRoster 1.1 §3).
 *
 * Words with spaces and words with underscores stand side by side in the standard. The last three
 * appear in its prose but not in its table. A code with status 200 is a warning beside the data.
 */
export const minorCodesV1p1 = {
  "full success": 200,
  invalid_sort_field: 200,
  invalid_selection_field: 200,
  invalid_filter_field: 400,
  unauthorized: 401,
  "unknown object": 404,
  "invalid data": 422,
  invalid_blank_selection_field: 400,
  forbidden: 403,
  server_busy: 429,
} as const;

/** A minor code of 1.1. */
export type MinorCodeV1p1 = keyof typeof minorCodesV1p1;

/**
 * The minor codes of 1.2 and the HTTP status that goes with each (1.2 imsx_CodeMinorFieldDType).
 *
 * `deletefailure` is of the gradebook service only, `invalid_sort_field` and `unsupported` of the
 * resources service only.
 */
export const minorCodesV1p2 = {
  fullsuccess: 200,
  invalid_filter_field: 400,
  invalid_selection_field: 400,
  invalid_sort_field: 400,
  unauthorisedrequest: 401,
  forbidden: 403,
  unknownobject: 404,
  invaliddata: 422,
  server_busy: 429,
  deletefailure: 500,
  internal_server_error: 500,
  unsupported: 501,
} as const;

/** A minor code of 1.2. */
export type MinorCodeV1p2 = keyof typeof minorCodesV1p2;

const Severity = z.enum(["status", "warning", "error"]);

/** One entry of the status information of 1.1. */
export const StatusInfoEntryV1p1 = z.strictObject({
  imsx_codeMajor: z.enum(["success", "failure"]),
  imsx_severity: Severity,
  imsx_messageRefIdentifier: z.string().exactOptional(),
  imsx_operationRefIdentifier: z.string().exactOptional(),
  imsx_description: z.string().exactOptional(),
  imsx_codeMinor: z.literal(Object.keys(minorCodesV1p1)).exactOptional(),
});

/** The error body of 1.1: a wrapped list, which may also stand beside data as a warning (1.1 §3). */
export const StatusInfoV1p1 = z.strictObject({
  statusInfoSet: z.array(StatusInfoEntryV1p1).min(1),
});
export type StatusInfoV1p1 = Readonly<z.infer<typeof StatusInfoV1p1>>;

/** The error body of 1.2: not wrapped; a capital C in the outer CodeMinor only (1.2 imsx_StatusInfoDType). */
export const StatusInfoV1p2 = z.strictObject({
  imsx_codeMajor: z.enum(["success", "processing", "failure", "unsupported"]),
  imsx_severity: Severity,
  imsx_description: z.string().exactOptional(),
  imsx_CodeMinor: z
    .strictObject({
      imsx_codeMinorField: z
        .array(
          z.strictObject({
            imsx_codeMinorFieldName: z.string(),
            imsx_codeMinorFieldValue: z.literal(Object.keys(minorCodesV1p2)),
          }),
        )
        .min(1),
    })
    .exactOptional(),
});
export type StatusInfoV1p2 = Readonly<z.infer<typeof StatusInfoV1p2>>;

/** What there is to say in an error of 1.1. `messageRef` is the id of the request. */
export interface StatusWordsV1p1 {
  readonly codeMinor: MinorCodeV1p1;
  readonly description: string;
  readonly operationId?: string;
  readonly messageRef?: string;
}

/** Builds the status information of 1.1. Major code and severity follow from the minor code. */
export function statusInfoV1p1(words: StatusWordsV1p1): StatusInfoV1p1 {
  const failed = minorCodesV1p1[words.codeMinor] >= 400;
  const calm = words.codeMinor === "full success" ? "status" : "warning";
  const entry: z.infer<typeof StatusInfoEntryV1p1> = {
    imsx_codeMajor: failed ? "failure" : "success",
    imsx_severity: failed ? "error" : calm,
    ...(words.messageRef === undefined ? {} : { imsx_messageRefIdentifier: words.messageRef }),
    ...(words.operationId === undefined ? {} : { imsx_operationRefIdentifier: words.operationId }),
    imsx_description: words.description,
    imsx_codeMinor: words.codeMinor,
  };
  return { statusInfoSet: [entry] };
}

/** What there is to say in an error of 1.2. */
export interface StatusWordsV1p2 {
  readonly codeMinor: MinorCodeV1p2;
  readonly description: string;
}

/** Builds the error body of 1.2. Major code and severity follow from the minor code. */
export function statusInfoV1p2({ codeMinor, description }: StatusWordsV1p2): StatusInfoV1p2 {
  return {
    ...majorOf(codeMinor),
    imsx_description: description,
    imsx_CodeMinor: {
      imsx_codeMinorField: [
        { imsx_codeMinorFieldName: "TargetEndSystem", imsx_codeMinorFieldValue: codeMinor },
      ],
    },
  };
}

function majorOf(
  codeMinor: MinorCodeV1p2,
): Pick<StatusInfoV1p2, "imsx_codeMajor" | "imsx_severity"> {
  if (codeMinor === "fullsuccess") return { imsx_codeMajor: "success", imsx_severity: "status" };
  if (codeMinor === "unsupported") {
    return { imsx_codeMajor: "unsupported", imsx_severity: "error" };
  }
  return { imsx_codeMajor: "failure", imsx_severity: "error" };
}

const longestDescription = 200;

/**
 * Puts an error body into a few words, whatever it is: either version's shape, wrapped or not, the old
 * `errors` list, an OAuth error, text. Says `no details` when there are none, and never throws.
 *
 * The words are those of the server, cut short. Decide by the HTTP status, never by them.
 */
export function readErrorPayload(body: unknown): string {
  const words = wordsIn(unwrap(body));
  if (words.length === 0) return "no details";
  return words
    .join(": ")
    .slice(0, longestDescription)
    .replace(/[\uD800-\uDBFF]$/, "");
}

function unwrap(body: unknown): unknown {
  let inner = body;
  for (const wrapper of ["statusInfoSet", "imsx_StatusInfo", "errors"]) {
    if (isObject(inner)) inner = inner[wrapper] ?? inner;
    if (Array.isArray(inner)) inner = inner[0];
  }
  return inner;
}

function wordsIn(entry: unknown): readonly string[] {
  if (typeof entry === "string")
    return /^\s*</.test(entry) ? ["a page of markup"] : filled([entry]);
  if (!isObject(entry)) return [];
  const minor = entry["imsx_CodeMinor"] ?? entry["imsx_codeMinor"] ?? entry["codeMinor"];
  const code = [codeIn(minor), entry["error"], entry["imsx_codeMajor"], entry["codeMajor"]];
  const description = ["imsx_description", "description", "error_description", "message"];
  return [
    ...filled(code).slice(0, 1),
    ...filled(description.map((name) => entry[name])).slice(0, 1),
  ];
}

function codeIn(minor: unknown): unknown {
  const fields = isObject(minor) ? minor["imsx_codeMinorField"] : minor;
  const first: unknown = Array.isArray(fields) ? fields[0] : fields;
  return isObject(first) ? first["imsx_codeMinorFieldValue"] : first;
}

function filled(values: readonly unknown[]): string[] {
  return values.filter((value) => typeof value === "string").filter((text) => text.trim() !== "");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
