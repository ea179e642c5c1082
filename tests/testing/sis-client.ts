import * as z from "zod";
import { scopeUris } from "../../contracts/oneroster/operations.ts";
import { startServer } from "./run-in-process.ts";
import type { CliRun } from "./run-cli.ts";

/** A mock SIS that was started by its command, and a client of OneRoster 1.2 that may read and write. */
export interface ServedSis extends AsyncDisposable {
  /** What the command printed about it. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Asks `/users` and the like of a service. A body makes it a PUT. */
  readonly ask: (
    service: "base" | "gradebook",
    path: string,
    body?: unknown,
  ) => Promise<{ readonly status: number; readonly text: string }>;
  /** The page at `/`. */
  readonly page: () => Promise<string>;
  /** The options by which `rehearse control` reaches it. */
  readonly control: readonly string[];
  readonly stop: () => Promise<CliRun>;
}

const Facts = z.looseObject({
  rootUrl: z.string(),
  baseUrl: z.string(),
  gradebookUrl: z.string(),
  tokenUrl: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  vendorAuthorization: z.string().optional(),
  controlUrl: z.string().optional(),
  controlToken: z.string().optional(),
});

/** Runs `rehearse mock sis` on a tiny district, unless the options say otherwise, and gets a token of it. */
export async function serveSis(options: readonly string[]): Promise<ServedSis> {
  const command = startServer(
    ["mock", "sis", "--preset", "tiny", "--json", "--version", "1.2"].concat(options),
  );
  const announced = await command.announced;
  if (announced === "") throw new Error((await command.stop()).stderr);
  const facts = Facts.parse(JSON.parse(announced));
  const authorization = `Bearer ${await askToken(facts)}`;
  return {
    facts,
    ask: async (service, path, body) => {
      const response = await fetch(facts[`${service}Url`] + path, {
        method: body === undefined ? "GET" : "PUT",
        headers: {
          authorization,
          "content-type": "application/json",
          "x-vendor-authorization": facts.vendorAuthorization ?? "",
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, text: await response.text() };
    },
    page: async () => (await fetch(facts.rootUrl)).text(),
    control: ["--url", facts.controlUrl ?? "", "--token", facts.controlToken ?? ""],
    stop: () => command.stop(),
    [Symbol.asyncDispose]: () => command[Symbol.asyncDispose](),
  };
}

async function askToken(facts: z.output<typeof Facts>): Promise<string> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: facts.clientId,
    client_secret: facts.clientSecret,
    scope: scopeUris("1.2").join(" "),
  });
  const response = await fetch(facts.tokenUrl, { method: "POST", body });
  return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
}
