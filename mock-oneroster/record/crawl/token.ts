import * as z from "zod";
import { parseJson } from "../parse-json.ts";
import { type PatientPorts, sendPatiently, type Sent } from "./patient-send.ts";

/** Who we are at the server. */
export interface CrawlAuth {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Scopes separated by spaces. Left out unless given: Infinite Campus does without (Campus facts A.2). */
  readonly scope?: string;
}

/** A token, and when it is to be renewed. */
export interface Token {
  readonly value: string;
  readonly renewAtMs: number;
}

const TokenAnswer = z.looseObject({
  access_token: z.string().regex(/^[\x21-\x7e]{1,16000}$/),
  expires_in: z.coerce.number().min(0).catch(3_600),
});
const renewBeforeMs = 15_000;

/**
 * Asks for a token by client credentials, first with the secret in the header, then, if that is refused, in
 * the form: servers take one or the other (OneRoster facts §4.2, §8.2). Gives the status when there is none.
 */
export async function fetchToken(ports: PatientPorts, auth: CrawlAuth): Promise<Token | number> {
  const { clientId, clientSecret } = auth;
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
  const inHeader = await post(ports, auth, {
    headers: { authorization: `Basic ${basic.toString("base64")}` },
    form: {},
  });
  const token = readToken(inHeader, ports.clock.now());
  if (typeof token !== "number" || ![400, 401].includes(token)) return token;
  const form = { client_id: clientId, client_secret: clientSecret };
  return readToken(await post(ports, auth, { headers: {}, form }), ports.clock.now());
}

interface Proof {
  readonly headers: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
}

function post(ports: PatientPorts, { tokenUrl, scope }: CrawlAuth, proof: Proof): Promise<Sent> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    ...(scope === undefined ? {} : { scope }),
    ...proof.form,
  });
  return sendPatiently(ports, {
    method: "POST",
    url: tokenUrl,
    headers: {
      ...proof.headers,
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded",
    },
    body: form.toString(),
  });
}

function readToken(sent: Sent, nowMs: number): Token | number {
  if (typeof sent === "string") return 0;
  const answer = TokenAnswer.safeParse(parseJson(sent.body));
  if (sent.status !== 200 || !answer.success) return sent.status;
  const lifeMs = answer.data.expires_in * 1_000;
  const renewAtMs = nowMs + Math.max(lifeMs - renewBeforeMs, lifeMs / 2);
  return { value: answer.data.access_token, renewAtMs };
}
