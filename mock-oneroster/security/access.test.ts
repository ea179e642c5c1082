import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { scopeUri, type OneRosterService } from "../../contracts/oneroster/operations.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Refusal } from "./access-refusal.ts";
import { createAccess, type AccessOptions, type GuardedOperation } from "./access.ts";
import { createTokenStore, type TokenStore } from "./tokens.ts";

const operations: Readonly<Record<OneRosterService, GuardedOperation>> = {
  rostering: {
    operationId: "getAllOrgs",
    service: "rostering",
    scopes: {
      "1.1": [scopeUri("1.1", "roster.readonly")],
      "1.2": [scopeUri("1.2", "roster.readonly"), scopeUri("1.2", "roster-core.readonly")],
    },
  },
  gradebook: {
    operationId: "putResult",
    service: "gradebook",
    scopes: { "1.2": [scopeUri("1.2", "gradebook.createput")] },
  },
  resources: {
    operationId: "getAllResources",
    service: "resources",
    scopes: { "1.2": [scopeUri("1.2", "resource.readonly")] },
  },
};

interface Case {
  readonly options?: Omit<AccessOptions, "tokens">;
  readonly version?: OneRosterVersion;
  readonly service?: OneRosterService;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
}

const url = "http://sis.test/ims/oneroster/v1p1/orgs";

/** A store with one token that opens `scopes`, and the header to send it with. */
function issue(...scopes: string[]): { tokens: TokenStore; bearer: Record<string, string> } {
  const clock = createVirtualClock(0);
  const random = createRandom("access");
  const tokens = createTokenStore({ clock, random, lifeSeconds: 60, form: "jwt" });
  return { tokens, bearer: { Authorization: `Bearer ${tokens.issue("me", scopes)}` } };
}

function judge(tokens: TokenStore, tried: Case): Refusal | undefined {
  const request = new Request(`${url}${tried.query ?? ""}`, { headers: tried.headers ?? {} });
  const operation = operations[tried.service ?? "rostering"];
  return createAccess({ tokens, ...tried.options }).refuse(request, {
    version: tried.version ?? "1.2",
    operation,
  });
}

const everyScope = Object.values(operations).flatMap(({ scopes }) => scopes["1.2"] ?? []);
const signed = { Authorization: 'OAuth oauth_nonce="n"' };
const believes = { check: () => ({ ok: true }) as const };
const doubts = { check: () => ({ ok: false, reason: "oauth_nonce is missing." }) as const };
const vendorAuthorization = { key: "vendor", secret: "pa:ss" };
const vendorHeader = { "X-Vendor-Authorization": "vendor:pa:ss" };

describe("access by token", () => {
  it("is shut to 1.1 where the profile has signatures only, and open to 1.2", () => {
    const { tokens, bearer } = issue(...everyScope, scopeUri("1.1", "roster.readonly"));
    const options = { bearerForV1p1: "refused" } as const;

    expect(judge(tokens, { options, version: "1.1", headers: bearer })).toMatchObject({
      status: 401,
      headers: { "WWW-Authenticate": expect.stringMatching(/^OAuth/) },
    });
    expect(judge(tokens, { options, headers: bearer })).toBeUndefined();
    expect(judge(tokens, { version: "1.1", headers: bearer })).toBeUndefined();
  });

  it("is open to any one of the scopes of the operation", () => {
    for (const scope of ["roster.readonly", "roster-core.readonly"] as const) {
      const { tokens, bearer } = issue(scopeUri("1.2", scope));
      expect(judge(tokens, { headers: bearer })).toBeUndefined();
    }
  });

  it("compares scopes whole and by version", () => {
    const shut = ["roster.readonly", `${scopeUri("1.2", "roster.readonly")}x`].concat(
      scopeUri("1.1", "roster.readonly"),
      scopeUri("1.2", "roster-demographics.readonly"),
    );
    for (const scope of shut) {
      const { tokens, bearer } = issue(scope);
      expect(judge(tokens, { headers: bearer })).toMatchObject({
        status: 403,
        reason: "forbidden",
        headers: { "WWW-Authenticate": expect.stringContaining('error="insufficient_scope"') },
      });
    }
  });

  it("opens nothing of a version that the operation has no scopes in", () => {
    const { tokens, bearer } = issue(...everyScope);

    expect(judge(tokens, { headers: bearer, version: "1.1", service: "gradebook" })?.status).toBe(
      403,
    );
  });

  it("tells a missing token from an unknown and from an expired one", () => {
    const { tokens, bearer } = issue(...everyScope);
    tokens.expireTokens();

    const refusals = [
      {},
      { Authorization: "Bearer x" },
      { Authorization: "Basic eDp5" },
      bearer,
    ].map((headers) => judge(tokens, { headers }));

    expect(refusals.map((refusal) => refusal?.status)).toEqual([401, 401, 401, 401]);
    expect(refusals.map((refusal) => refusal?.headers?.["WWW-Authenticate"])).toEqual([
      'Bearer realm="oneroster"',
      'Bearer realm="oneroster", error="invalid_token"',
      'Bearer realm="oneroster"',
      'Bearer realm="oneroster", error="invalid_token"',
    ]);
    expect(refusals[3]?.description).toContain("expired");
  });
});

describe("access by OAuth 1", () => {
  it("opens every operation of 1.1 to a request with a good signature", () => {
    const { tokens } = issue();
    const options = { oauth1: believes };

    for (const service of ["rostering", "gradebook", "resources"] as const) {
      const tried = { options, service, version: "1.1" } as const;
      expect(judge(tokens, { ...tried, headers: signed })).toBeUndefined();
      expect(judge(tokens, { ...tried, query: "?limit=1&oauth_nonce=n" })).toBeUndefined();
    }
  });

  it("hands on why a signature was refused", () => {
    const options = { oauth1: doubts };

    expect(judge(issue().tokens, { options, version: "1.1", headers: signed })).toMatchObject({
      status: 401,
      description: "OAuth 1: oauth_nonce is missing.",
      headers: { "WWW-Authenticate": expect.stringMatching(/^OAuth /) },
    });
  });

  it("is shut in 1.2, and where it is not switched on", () => {
    const { tokens } = issue();

    const refusals = [
      judge(tokens, { options: { oauth1: believes }, headers: signed }),
      judge(tokens, { version: "1.1", headers: signed }),
    ];

    expect(refusals.map((refusal) => refusal?.status)).toEqual([401, 401]);
    expect(refusals[0]?.description).toContain("1.2");
  });

  it("leaves bearer tokens good beside it", () => {
    const { tokens, bearer } = issue(scopeUri("1.1", "roster.readonly"));
    const tried = { options: { oauth1: doubts }, version: "1.1", headers: bearer } as const;

    expect(judge(tokens, tried)).toBeUndefined();
  });
});

describe("access to the gradebook", () => {
  it("wants the vendor key besides the token, and rostering does not", () => {
    const { tokens, bearer } = issue(...everyScope);
    const options = { vendorAuthorization };
    const status = (service: OneRosterService, headers = {}): number | undefined =>
      judge(tokens, { options, service, headers: { ...bearer, ...headers } })?.status;

    expect(status("gradebook")).toBe(401);
    expect(status("gradebook", { "X-Vendor-Authorization": "vendor:other" })).toBe(401);
    expect(status("gradebook", vendorHeader)).toBeUndefined();
    expect(status("rostering")).toBeUndefined();
    expect(status("resources")).toBeUndefined();
    expect(judge(tokens, { options, service: "gradebook", headers: vendorHeader })?.status).toBe(
      401,
    );
  });

  it.each([
    ["roster-and-gradebook", "district", undefined],
    ["roster-and-gradebook", "school", undefined],
    ["roster-and-gradebook", "none", 403],
    ["roster-only", "district", 403],
  ] as const)("of a %s connection, licence of %s: %s (F98)", (kind, learningLicence, status) => {
    const { tokens, bearer } = issue(...everyScope);
    const options = { connection: { kind, learningLicence } };

    const tried = { options, headers: bearer };
    expect(judge(tokens, { ...tried, service: "gradebook" })?.status).toBe(status);
    expect(judge(tokens, { ...tried, service: "rostering" })).toBeUndefined();
    expect(judge(tokens, { ...tried, service: "resources" })).toBeUndefined();
  });

  it("is kept from signatures by the same gates", () => {
    const options = {
      oauth1: believes,
      connection: { kind: "roster-only", learningLicence: "district" },
    } as const;
    const tried = { options, version: "1.1", service: "gradebook", headers: signed } as const;

    expect(judge(issue().tokens, tried)?.status).toBe(403);
  });
});

describe("what a refusal says", () => {
  it("differs from symptom to symptom", () => {
    const good = issue(...everyScope);
    const poor = issue();
    const old = issue();
    old.tokens.expireTokens();
    const gradebook = { service: "gradebook", headers: good.bearer } as const;
    const v1p1 = { version: "1.1", headers: signed } as const;
    const connection = { kind: "roster-only", learningLicence: "district" } as const;

    const refusals = [
      judge(good.tokens, {}),
      judge(good.tokens, { headers: { Authorization: "Bearer x" } }),
      judge(old.tokens, { headers: old.bearer }),
      judge(good.tokens, { headers: signed }),
      judge(good.tokens, v1p1),
      judge(good.tokens, { ...v1p1, options: { oauth1: doubts } }),
      judge(good.tokens, { ...gradebook, options: { vendorAuthorization } }),
      judge(good.tokens, {
        ...gradebook,
        options: { vendorAuthorization },
        headers: { ...good.bearer, "X-Vendor-Authorization": "x" },
      }),
      judge(good.tokens, { ...gradebook, options: { connection } }),
      judge(good.tokens, {
        ...gradebook,
        options: { connection: { ...connection, learningLicence: "none" } },
      }),
      judge(poor.tokens, { headers: poor.bearer }),
    ];

    expect(refusals).not.toContain(undefined);
    expect(new Set(refusals.map((refusal) => refusal?.description)).size).toBe(refusals.length);
  });
});
