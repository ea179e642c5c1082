import supertest from "supertest";
import { request as send } from "undici";
import { describe, expect, it } from "vitest";
import type { MockOneroster } from "./app.ts";
import { serveMockOneroster } from "./serve.ts";
import { startTestMock, testCredentials } from "./testing/ask.ts";

describe("serveMockOneroster", () => {
  it("serves both versions on a free port, with hrefs that lead back to it", async () => {
    const { mock } = await startTestMock();
    await using served = await serveMockOneroster(mock, { port: 0 });
    const request = supertest(served.rootUrl);
    const { clientId, clientSecret } = testCredentials;

    const token = await request
      .post("/token")
      .auth(clientId, clientSecret)
      .type("form")
      .send({ grant_type: "client_credentials" });
    const ask = (url: string): supertest.Test =>
      supertest(url).get("").set("Authorization", `Bearer ${token.body.access_token}`);

    for (const version of ["1.1", "1.2"] as const) {
      const { baseUrl } = served.urls(version);
      const page = await ask(`${baseUrl}/classes?limit=1`);
      expect(page.status).toBe(200);
      const linked = await ask(page.body.classes[0].course.href);
      expect(linked.body.course.sourcedId).toBe(page.body.classes[0].course.sourcedId);
    }
  });

  it("answers token requests without a body, in chunks, and far too long, by RFC 6749", async () => {
    const { mock } = await startTestMock();
    await using served = await serveMockOneroster(mock, { port: 0 });
    const post = async (body: ReadableStream | string | null): Promise<number> => {
      const response = await fetch(`${served.rootUrl}/token`, {
        method: "POST",
        headers: { authorization: `Basic ${basicOf(testCredentials)}` },
        body,
        duplex: "half",
      });
      await response.text();
      return response.status;
    };

    expect(await post(null)).toBe(400);
    expect(await post(streamOf("grant_type=client_credentials"))).toBe(200);
    expect(await post(streamOf("x".repeat(100_000)))).toBe(413);
    expect(await post("x".repeat(100_000))).toBe(413);
  });

  it("counts how many requests a client makes at once, however fast each is answered", async () => {
    const { mock } = await startTestMock();
    await using served = await serveMockOneroster(mock, { port: 0 });
    const ask = async (): Promise<void> => {
      await (await fetch(`${served.urls("1.2").baseUrl}/users`)).text();
    };
    // Connections are opened one by one; afterwards all of them are there to be used at once.
    await Promise.all(Array.from({ length: 20 }, ask));
    mock.journal.clear();

    for (let count = 0; count < 3; count += 1) await ask();
    const oneByOne = mock.journal.atOnceMax;
    await Promise.all(Array.from({ length: 20 }, ask));

    expect(oneByOne).toBe(1);
    expect(mock.journal.atOnceMax).toBeGreaterThan(5);
    await expect.poll(() => nextAtOnce(mock, ask)).toBe(1);
  });

  it("answers under its own names and those it is given, and to no page of another site", async () => {
    const { mock } = await startTestMock();
    const origins = ["https://sis.example.org"];
    await using served = await serveMockOneroster(mock, { port: 0, origins });
    const statusFor = async (host: string): Promise<number> => {
      const response = await send(served.rootUrl, { headers: { host } });
      await response.body.dump();
      return response.statusCode;
    };

    expect(await statusFor(`localhost:${served.port}`)).toBe(200);
    expect(await statusFor("sis.example.org")).toBe(200);
    expect(await statusFor("evil.test")).toBe(421);
    expect(await statusFor("1.2.3.4.5")).toBe(400);
  });

  it("closes at once although a client keeps its connection", async () => {
    const { mock } = await startTestMock();
    const served = await serveMockOneroster(mock, { port: 0 });
    await (await fetch(served.rootUrl)).text();

    await served.close();
    await served.close();

    await expect(fetch(served.rootUrl)).rejects.toThrow("fetch failed");
  });

  it("rejects when the port is taken", async () => {
    const { mock } = await startTestMock();
    await using served = await serveMockOneroster(mock, { port: 0 });

    await expect(serveMockOneroster(mock, { port: served.port })).rejects.toThrow("EADDRINUSE");
  });
});

/** How many were at once when one more request came. */
async function nextAtOnce(mock: MockOneroster, ask: () => Promise<void>): Promise<number> {
  await ask();
  return mock.journal.recent.at(-1)?.atOnce ?? 0;
}

function basicOf({ clientId, clientSecret }: typeof testCredentials): string {
  return Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
}

/** A body whose length is not known beforehand, so that it goes out in chunks. */
function streamOf(text: string): ReadableStream {
  return new Blob([text]).stream();
}
