import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { scopeUri, scopeUris } from "../../contracts/oneroster/operations.ts";
import { profileNamed } from "../profiles/profiles.ts";
import { readJson, testCredentials } from "../testing/ask.ts";
import { answerTokenRequest, type TokenDesk } from "./client-credentials.ts";
import { createTokenStore } from "./tokens.ts";

const grantType = { grant_type: "client_credentials" };
const client = {
  client_id: testCredentials.clientId,
  client_secret: testCredentials.clientSecret,
};

function createDesk({
  credentials = testCredentials,
  ...auth
}: Partial<TokenDesk["auth"] & Pick<TokenDesk, "credentials">> = {}): TokenDesk {
  const clock = createVirtualClock(0);
  const random = createRandom("desk");
  const tokens = createTokenStore({ clock, random, lifeSeconds: 15, form: "opaque" });
  return { credentials, tokens, auth: { ...profileNamed("standard").auth, ...auth } };
}

interface Ask {
  readonly form?: Readonly<Record<string, string>> | string;
  readonly query?: string;
  readonly authorization?: string;
}

async function ask(desk: TokenDesk, { form = {}, query = "", authorization }: Ask) {
  const request = new Request(`http://sis.test/campus/oauth2/token${query}`, {
    method: "POST",
    body: new URLSearchParams(form),
    ...(authorization === undefined ? {} : { headers: { Authorization: authorization } }),
  });
  return answerTokenRequest(desk, request);
}

async function scopesOf(desk: TokenDesk, scope?: string): Promise<readonly string[]> {
  const form = { ...client, ...grantType, ...(scope === undefined ? {} : { scope }) };
  const answer = await readJson(await ask(desk, { form }));
  return String(answer["scope"] ?? answer["error"]).split(" ");
}

const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString("base64")}`;

describe("the token endpoint", () => {
  it("gives a token that opens what it says, for as long as it says", async () => {
    const desk = createDesk();

    const answer = await ask(desk, { form: { ...client, ...grantType } });

    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    const body = await readJson(answer);
    expect(body).toMatchObject({ token_type: "bearer", expires_in: 15 });
    const grant = desk.tokens.find(String(body["access_token"]));
    expect([...(grant?.scopes ?? [])]).toEqual(String(body["scope"]).split(" "));
  });

  it("takes the client by Basic or in the form, and the rest in the query, too", async () => {
    const authorization = basic(`${client.client_id}:${client.client_secret}`);
    const query = "?grant_type=client_credentials&appName=here";
    const ways: readonly Ask[] = [
      { form: grantType, authorization },
      { form: { ...client, ...grantType } },
      { query, authorization },
      { form: client, query },
      { query: `${query}&${new URLSearchParams(client).toString()}` },
    ];

    const answers = await Promise.all(ways.map((way) => ask(createDesk(), way)));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });

  it("takes a secret as it is, and encoded as in a form", async () => {
    const credentials = { clientId: "id", clientSecret: "a+b%41 c&d=:e" };
    const desk = createDesk({ credentials });
    const encoded = new URLSearchParams({ "": credentials.clientSecret }).toString().slice(1);

    for (const secret of [credentials.clientSecret, encoded]) {
      const answer = await ask(desk, { form: grantType, authorization: basic(`id:${secret}`) });
      expect(answer.status).toBe(200);
    }
  });

  it("lets the form go before the query", async () => {
    const form = { ...client, ...grantType };

    expect((await ask(createDesk(), { form, query: "?grant_type=password" })).status).toBe(200);
  });

  it.each([
    ["no client", grantType, {}],
    ["half a client", { ...grantType, client_id: client.client_id }, {}],
    ["a wrong secret", { ...grantType, ...client, client_secret: "x" }, {}],
    ["a wrong id", { ...grantType, ...client, client_id: "x" }, {}],
    ["Basic without a colon", grantType, { authorization: basic("pair") }],
    [
      "a wrong Basic beside a good form",
      { ...grantType, ...client },
      { authorization: basic(":") },
    ],
  ])("answers %s with invalid_client", async (_what, form, rest) => {
    const answer = await ask(createDesk(), { form, ...rest });

    expect(answer.status).toBe(401);
    expect(answer.headers.get("WWW-Authenticate")).toMatch(/^Basic /);
    expect(await answer.json()).toEqual({ error: "invalid_client" });
  });

  it.each([
    ["no grant type", {}, "invalid_request"],
    ["an empty grant type", { grant_type: "" }, "invalid_request"],
    ["another grant type", { grant_type: "password" }, "unsupported_grant_type"],
    ["scopes that nobody knows", { ...grantType, scope: "roster.readonly x" }, "invalid_scope"],
  ])("answers %s in the words of RFC 6749", async (_what, form, error) => {
    const answer = await ask(createDesk(), { form: { ...client, ...form } });

    expect([answer.status, await answer.json()]).toEqual([400, { error }]);
  });

  it("leaves out the scopes that it does not know, and those said twice", async () => {
    const core = scopeUri("1.2", "roster-core.readonly");
    const write = scopeUri("1.2", "gradebook.createput");

    expect(await scopesOf(createDesk(), `${core} ${core}x ${write}  ${core}`)).toEqual([
      core,
      write,
    ]);
  });

  it("lets a client that asks for nothing read, or do everything where it is told so", async () => {
    const all = [...scopeUris("1.1"), ...scopeUris("1.2")];

    expect(await scopesOf(createDesk())).toEqual(all.filter((uri) => uri.endsWith(".readonly")));
    expect(await scopesOf(createDesk({ scopesUnasked: "all" }), "")).toEqual(all);
  });

  it("wants an appName in the address where Campus does, before anything else (F73)", async () => {
    const desk = createDesk({ requireAppName: true });
    const form = { ...client, ...grantType };

    for (const query of ["", "?appName=", "?appname=district"]) {
      const answer = await ask(desk, { form: { ...form, appName: "district" }, query });
      expect([answer.status, await answer.text()]).toEqual([400, "No Campus Application selected"]);
      expect(answer.headers.get("Content-Type")).toMatch(/^text\/plain/);
    }
    expect((await ask(desk, { form, query: "?appName=district" })).status).toBe(200);
    expect((await ask(createDesk(), { form })).status).toBe(200);
  });

  it("answers a missing appName with the status that it is told", async () => {
    const desk = createDesk({ requireAppName: true, missingAppNameStatus: 500 });

    expect((await ask(desk, {})).status).toBe(500);
  });

  it("reads no endless body", async () => {
    expect((await ask(createDesk(), { form: "x".repeat(20_000) })).status).toBe(413);
  });
});
