import { createServer } from "node:http";
import { createSystemClock } from "../../core/clock.ts";
import { bulkRowsMax } from "../../contracts/lms/bulk.ts";
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

/**
 * What any server must do at least: read the body, parse it, and answer something: here as many rows as a full call
 * has, as long as those of the mock.
 */
function serveBare(): Promise<number> {
  const member = { response_code: 200, section_school_code: "s-123", school_uid: "r0-12345" };
  const user = {
    response_code: 200,
    school_uid: "r0-12345",
    location: "http://127.0.0.1:40000/v1/users/100012345",
    id: "100012345",
  };
  const answers = {
    users: constantAnswer({ user: fullCall(user) }),
    enrollments: constantAnswer({ enrollments: { enrollment: fullCall(member) } }),
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      JSON.parse(Buffer.concat(chunks).toString("utf8"));
      const isOfUsers = request.url?.startsWith("/v1/users") === true;
      const { headers, body } = isOfUsers ? answers.users : answers.enrollments;
      response.writeHead(207, headers).end(body);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

function fullCall(row: object): readonly object[] {
  return Array.from({ length: bulkRowsMax }, () => row);
}

function constantAnswer(answer: object) {
  const body = Buffer.from(JSON.stringify(answer));
  return { body, headers: { "content-type": "application/json", "content-length": body.length } };
}
