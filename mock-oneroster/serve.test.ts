import supertest from "supertest";
import { describe, expect, it } from "vitest";
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
