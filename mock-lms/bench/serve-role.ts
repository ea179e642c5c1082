import { createServer } from "node:http";
import { createSystemClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { createMemoryStore, createMockLms, serveMockLms, type LmsCredentials } from "../index.ts";

/** Which server a process of the benchmark is. */
export type ServerRole = "bare" | "mock";

/** With what the mock is called. */
export const benchCredentials: LmsCredentials = {
  consumerKey: "bench-key",
  consumerSecret: "bench-secret",
};

/** Serves on a free port until the process is ended, and prints that port. */
export async function serveRole(role: ServerRole): Promise<void> {
  const port = role === "bare" ? await serveBare() : await serveMock();
  process.stdout.write(`${port}\n`);
}

async function serveMock(): Promise<number> {
  const mock = createMockLms({
    store: createMemoryStore(),
    clock: createSystemClock(),
    random: createRandom(1),
    credentials: benchCredentials,
  });
  return (await serveMockLms(mock, { port: 0 })).port;
}

/** What any server must do at least: read the body, parse it, and answer something. */
function serveBare(): Promise<number> {
  const answer = Buffer.from('{"user":[]}');
  const headers = { "content-type": "application/json", "content-length": answer.byteLength };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      JSON.parse(Buffer.concat(chunks).toString("utf8"));
      response.writeHead(207, headers).end(answer);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}
