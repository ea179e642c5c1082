import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { assert } from "../../../core/assert.ts";
import { createBoundedSend } from "./bounded-send.ts";
import type { HttpResponse } from "./ports.ts";

const send = createBoundedSend({ bodyBytesMax: 10_000, timeoutMs: 1_000 });

/** Asks a server on this machine that answers by the listener. */
async function ask(listener: RequestListener, sendNow = send): Promise<HttpResponse> {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert(typeof address === "object" && address !== null, "a listening server has an address.");
  try {
    return await sendNow({
      method: "GET",
      url: `http://127.0.0.1:${address.port}/users`,
      headers: { authorization: "Bearer t" },
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("createBoundedSend", () => {
  it("gives status, headers in small letters, and text", async () => {
    const response = await ask((request, answer) => {
      answer.writeHead(418, { "X-Total-Count": "3" });
      answer.end(`é ${request.headers.authorization}`);
    });

    expect(response).toMatchObject({ status: 418, body: "é Bearer t" });
    expect(response.headers["x-total-count"]).toBe("3");
  });

  it("does not follow a redirect, which would take the token along", async () => {
    const asked: (string | undefined)[] = [];
    const response = await ask((request, answer) => {
      asked.push(request.url);
      answer.writeHead(302, { location: "/elsewhere" }).end();
    });

    expect(response.status).toBe(302);
    expect(asked).toEqual(["/users"]);
  });

  it("stops reading a body that is too long, also one that grows when it is unpacked", async () => {
    const endless: RequestListener = (_request, answer) => {
      const more = (): void => {
        while (answer.write("x".repeat(5_000)));
      };
      answer.on("drain", more);
      more();
    };
    const packed: RequestListener = (_request, answer) => {
      answer.writeHead(200, { "content-encoding": "gzip" });
      answer.end(gzipSync("x".repeat(1_000_000)));
    };

    await expect(ask(endless)).rejects.toMatchObject({ code: "body-too-large" });
    await expect(ask(packed)).rejects.toMatchObject({ code: "body-too-large" });
  });

  it("does not wait for ever", async () => {
    const hurried = createBoundedSend({ bodyBytesMax: 10_000, timeoutMs: 100 });

    await expect(ask(() => undefined, hurried)).rejects.toThrow("timeout");
  });
});
