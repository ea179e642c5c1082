import { describe, expect, it } from "vitest";
import { auth, crawlScript, someUsers, userServer } from "../testing/scripted-server.ts";

describe("tokens", () => {
  it("are renewed once when the server says 401, and again only for the next page", async () => {
    let tokens = 0;
    const good = new Set<string>();
    const { records, requests } = await crawlScript(
      (url, request) => {
        const bearer = request.headers["authorization"] ?? "";
        if (!good.has(bearer)) return { status: 401 };
        good.clear();
        return userServer(someUsers(15))(url, request);
      },
      {
        token: () => {
          good.add(`Bearer t${tokens}`);
          return { body: { access_token: `t${tokens++}` } };
        },
      },
    );

    expect(records.get("user")).toHaveLength(15);
    expect(requests.filter(({ method }) => method === "POST").length).toBe(tokens);
  });

  it("that are refused twice leave a collection refused", async () => {
    const { notesOf, asked } = await crawlScript((url) =>
      url.pathname.endsWith("/orgs") ? { status: 401 } : undefined,
    );

    expect(notesOf("/orgs")).toEqual([{ code: "refused", status: 401 }]);
    expect(asked.filter((path) => path.startsWith("/orgs"))).toHaveLength(2);
  });

  it("are renewed before they end", async () => {
    let tokens = 0;
    await crawlScript(() => undefined, {
      token: () => {
        tokens += 1;
        return { body: { access_token: "t", expires_in: 0 } };
      },
    });

    expect(tokens).toBe(12);
  });

  it("are asked for with the secret in the header, and in the form where that is refused", async () => {
    const { requests } = await crawlScript(() => undefined, {
      auth: { ...auth, scope: "a b" },
      token: ({ headers }) =>
        "authorization" in headers ? { status: 401 } : { body: { access_token: "t" } },
    });

    const [first, second] = requests;
    const basic = Buffer.from("client%201:s3cret%2Bword").toString("base64");
    expect(first).toMatchObject({
      headers: { authorization: `Basic ${basic}` },
      body: "grant_type=client_credentials&scope=a+b",
    });
    expect(second?.body).toBe(
      "grant_type=client_credentials&scope=a+b&client_id=client+1&client_secret=s3cret%2Bword",
    );
  });

  it("that cannot be had end the crawl, with words that hold no secret", async () => {
    const refused = crawlScript(() => undefined, {
      token: () => ({ status: 401, body: "s3cret+word" }),
    });

    await expect(refused).rejects.toMatchObject({ code: "no-token" });
    await expect(refused).rejects.toThrow("it answered 401");
    await expect(refused).rejects.not.toThrow(/s3cret|client 1|appName=x/);
  });

  it("that cannot be renewed leave the rest refused, not lost", async () => {
    let tokens = 0;
    const { records, notesOf } = await crawlScript(
      (url, request) => userServer(someUsers(3))(url, request) ?? { status: 401 },
      {
        token: () => {
          tokens += 1;
          return tokens === 1 ? { body: { access_token: "t" } } : { status: 403 };
        },
      },
    );

    expect(records.get("user")).toHaveLength(3);
    expect(notesOf("/orgs")).toEqual([{ code: "refused", status: 403 }]);
  });
});
