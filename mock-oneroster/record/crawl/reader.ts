import { assert } from "../../../core/assert.ts";
import { CrawlError } from "./crawl-error.ts";
import { type PatientPorts, sendPatiently, type Sent } from "./patient-send.ts";
import type { HttpRequest, Send } from "./ports.ts";
import { type CrawlAuth, fetchToken, type Token } from "./token.ts";

/** Reads from a server. There is nothing here that could write. */
export interface Reader {
  /**
   * Gets a URL. A token that the server does not take is renewed once.
   *
   * @throws CrawlError when not even the first token can be had
   */
  get(url: string): Promise<Sent>;
  /** How many requests were made so far, those for tokens included. */
  requests(): number;
}

/** Creates a reader. Whatever is sent through it is a GET, or the POST that asks for a token. */
export function createReader(ports: PatientPorts, auth: CrawlAuth): Reader {
  let requests = 0;
  let token: Token | undefined;
  const send: Send = (request) => {
    assert(isHarmless(request, auth), "a crawl only reads.");
    requests += 1;
    return ports.send(request);
  };
  const counted = { ...ports, send };
  const renew = async (): Promise<Token | number> => {
    const answer = await fetchToken(counted, auth);
    if (typeof answer === "number" && token === undefined) throw noToken(answer);
    if (typeof answer !== "number") token = answer;
    return answer;
  };
  const getWith = (bearer: Token | number, url: string): Promise<Sent> | Sent =>
    typeof bearer === "number" ? withoutToken(bearer) : getPage(counted, bearer, url);
  return {
    requests: () => requests,
    get: async (url) => {
      const isFresh = token !== undefined && token.renewAtMs > ports.clock.now();
      const first = await getWith(isFresh && token !== undefined ? token : await renew(), url);
      if (typeof first === "string" || first.status !== 401) return first;
      return getWith(await renew(), url);
    },
  };
}

function getPage(ports: PatientPorts, { value }: Token, url: string): Promise<Sent> {
  return sendPatiently(ports, {
    method: "GET",
    url,
    headers: { authorization: `Bearer ${value}`, accept: "application/json" },
  });
}

/** A token that cannot be renewed in the middle is a collection that cannot be had, not the end of everything. */
function withoutToken(status: number): Sent {
  return status === 0 ? "no-answer" : { status, headers: {}, body: "" };
}

function isHarmless({ method, url, body }: HttpRequest, { tokenUrl }: CrawlAuth): boolean {
  return method === "GET" ? body === undefined : url === tokenUrl;
}

function noToken(status: number): CrawlError {
  const answer = status === 0 ? "gave no answer" : `answered ${status}`;
  return new CrawlError(
    "no-token",
    `The server gave no token: it ${answer}. Check the client ID, the client secret and the token URL, which Infinite Campus wants with ?appName= (F73).`,
  );
}
