import * as z from "zod";
import { CannotRunError } from "./cannot-run.ts";

/** What `rehearse mock sis --json` says in its first line. */
const Announcement = z.object({
  baseUrl: z.url(),
  tokenUrl: z.url(),
  clientId: z.string(),
  clientSecret: z.string(),
});

/** An answer to the byte. */
export interface Answer {
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** Asks the mock as an authorised client does. */
export interface MockClient {
  readonly origin: string;
  /** The path that all operations stand under. */
  readonly basePath: string;
  readonly authorization: string;
  /** Asks for a path that must answer 200. */
  ask(path: string): Promise<Answer>;
}

/** Gets a token from the mock that announced itself in `line`, and sees that it does refuse the others. */
export async function openMockClient(line: string): Promise<MockClient> {
  const { baseUrl, tokenUrl, clientId, clientSecret } = Announcement.parse(JSON.parse(line));
  const { origin, pathname: basePath } = new URL(baseUrl);
  const authorization = `Bearer ${await getToken(tokenUrl, clientId, clientSecret)}`;
  const ask = (path: string): Promise<Answer> => getAnswer(origin, path, { authorization });
  const unknown = { authorization: "Bearer unknown" };
  await mustAnswer(401, getAnswer(origin, `${basePath}/users?limit=100`, unknown));
  await mustAnswer(400, ask(`${basePath}/users?limit=x`));
  return { origin, basePath, authorization, ask: (path) => mustAnswer(200, ask(path)) };
}

/** Asks any of the servers for a path, uncompressed as wrk does. */
export async function getAnswer(
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const asked = { headers: { "accept-encoding": "identity", ...headers } };
  const response = await fetch(origin + path, asked).catch((cause: unknown) => {
    throw new CannotRunError(`Nobody answers ${origin}${path}.`, { cause });
  });
  const body = Buffer.from(await response.arrayBuffer());
  return { path, status: response.status, headers: response.headers, body };
}

async function getToken(url: string, id: string, secret: string): Promise<string> {
  const basic = Buffer.from(`${id}:${secret}`).toString("base64");
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token } = z.object({ access_token: z.string() }).parse(await response.json());
  return access_token;
}

async function mustAnswer(status: number, answered: Promise<Answer>): Promise<Answer> {
  const answer = await answered;
  if (answer.status === status) return answer;
  throw new CannotRunError(
    `The mock answered ${answer.status} to ${answer.path}, and a server that is worth measuring answers ${status}.`,
  );
}
