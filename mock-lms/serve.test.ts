import { Agent, get } from "node:http";
import { connect } from "node:net";
import supertest from "supertest";
import { describe, expect, it } from "vitest";
import { serveMockLms, ServeError } from "./index.ts";
import { createTestLms, plainAuthorization, testStartMs } from "./testing/signed-client.ts";

function authorization(nonce: string): string {
  return plainAuthorization({ nonce, timestamp: testStartMs / 1_000 });
}

describe("served mock lms", () => {
  it("answers over a socket on this machine, on a free port", async () => {
    await using served = await serveMockLms(createTestLms().lms, { port: 0 });

    expect(served.baseUrl).toBe(`http://127.0.0.1:${served.port}/v1`);
    await supertest(served.baseUrl)
      .get("/roles")
      .set("Authorization", authorization("a"))
      .expect("X-Rehearse-Mock", "mock-lms")
      .expect(200);
    await supertest(served.baseUrl).get("/roles").expect("X-Rehearse-Mock", "mock-lms").expect(401);
  });

  it("writes over a socket and gives links to itself", async () => {
    await using served = await serveMockLms(createTestLms().lms, { port: 0 });

    const reply = await supertest(served.baseUrl)
      .post("/gradingperiods")
      .set("Authorization", authorization("a"))
      .send({ title: "Fall", start: "2026-08-17", end: "2026-12-18" })
      .expect(201);

    expect(reply.body).toMatchObject({ links: { self: `${served.baseUrl}/gradingperiods/50001` } });
  });

  it("ends connections that are kept alive when it closes, and closes twice without harm", async () => {
    const served = await serveMockLms(createTestLms().lms, { port: 0 });
    const agent = new Agent({ keepAlive: true });
    await new Promise((resolve, reject) => {
      get(`${served.baseUrl}/roles`, { agent }, (response) => {
        response.resume().on("end", resolve);
      }).on("error", reject);
    });

    await served.close();
    await served.close();

    await expect(fetch(`${served.baseUrl}/roles`)).rejects.toThrow("fetch failed");
    agent.destroy();
  });

  it("does not wait for a client that never finishes its request", async () => {
    const served = await serveMockLms(createTestLms().lms, { port: 0 });
    const socket = connect(served.port, "127.0.0.1");
    await new Promise((resolve) => {
      socket.write("GET /v1/roles HTTP/1.1\r\nHost: lms.test\r\n", resolve);
    });
    const ended = new Promise((resolve) => {
      socket.once("error", resolve).once("close", resolve);
    });

    await served.close();

    await ended;
    expect(socket.destroyed).toBe(true);
  });

  it("says which port is taken", async () => {
    await using served = await serveMockLms(createTestLms().lms, { port: 0 });

    const second = serveMockLms(createTestLms().lms, { port: served.port });

    await expect(second).rejects.toThrow(ServeError);
    await expect(second).rejects.toThrow(`127.0.0.1:${served.port}`);
  });
});
