import { basePath, type OneRosterService } from "../../contracts/oneroster/operations.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Router } from "../routes/router.ts";
import type { SisUrls } from "../urls.ts";
import { discoveredService } from "./discovery.ts";
import { describeService, type Json } from "./openapi.ts";

/** What a description of the whole server is made from. */
export interface DescribedServer {
  readonly router: Router;
  readonly urls: (rootUrl: string, version: OneRosterVersion) => SisUrls;
}

/** Answers a request for a discovery document of 1.2, which needs no token; undefined when it is something else. */
export function answerDiscovery(server: DescribedServer, request: Request): Response | undefined {
  if (request.method !== "GET" || !request.url.includes("/discovery/")) return undefined;
  const url = new URL(request.url);
  const service = discoveredService(url.pathname);
  if (service === undefined) return undefined;
  return Response.json(describe(server, url.origin, ["1.2", service]));
}

/** The descriptions of all services: 1.1 in one, 1.2 in three. */
export function describeAll(server: DescribedServer, rootUrl: string): readonly Json[] {
  const services: readonly (readonly [OneRosterVersion, OneRosterService])[] = [
    ["1.1", "rostering"],
    ["1.2", "rostering"],
    ["1.2", "gradebook"],
    ["1.2", "resources"],
  ];
  return services.map((one) => describe(server, rootUrl, one));
}

function describe(
  { router, urls }: DescribedServer,
  rootUrl: string,
  [version, service]: readonly [OneRosterVersion, OneRosterService],
): Json {
  const { baseUrl, gradebookUrl, resourcesUrl, tokenUrl } = urls(rootUrl, version);
  const serviceUrls = { rostering: baseUrl, gradebook: gradebookUrl, resources: resourcesUrl };
  const path = basePath(version, service);
  const operations = router
    .operations(version)
    .filter((operation) => basePath(version, operation.service) === path);
  return describeService({
    version,
    service,
    operations,
    serviceUrl: serviceUrls[service],
    tokenUrl,
  });
}
