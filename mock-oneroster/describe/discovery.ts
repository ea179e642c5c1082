import type { OneRosterService } from "../../contracts/oneroster/operations.ts";

/**
 * The names under which a description of a service is looked for, behind `{service base}/discovery/`: that of the REST
 * binding, and that of the conformance guide (facts §4.3).
 */
export const discoveryFiles: Readonly<Record<OneRosterService, readonly string[]>> = {
  rostering: [
    "onerosterv1p2rostersservice_openapi3_v1p0.json",
    "imsorv1p2_rostering_openapi3_v1p0.json",
  ],
  gradebook: [
    "onerosterv1p2gradebookservice_openapi3_v1p0.json",
    "imsorv1p2_gradebook_openapi3_v1p0.json",
  ],
  resources: [
    "onerosterv1p2resourcesservice_openapi3_v1p0.json",
    "imsorv1p2_resources_openapi3_v1p0.json",
  ],
};

/** The service of 1.2 whose description a path asks for, behind whatever stands before `/ims/oneroster`. */
export function discoveredService(path: string): OneRosterService | undefined {
  const match = /\/ims\/oneroster\/(rostering|gradebook|resources)\/v1p2\/discovery\/([^/]+)$/.exec(
    path,
  );
  const service = services.find((one) => one === match?.[1]);
  if (service === undefined) return undefined;
  return discoveryFiles[service].includes(match?.[2] ?? "") ? service : undefined;
}

const services: readonly OneRosterService[] = ["rostering", "gradebook", "resources"];
