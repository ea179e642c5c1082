import { EventEmitter, once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openTempFolder, runCli, startCli, type TempFolder } from "../testing/run-cli.ts";

interface TestServer extends AsyncDisposable {
  readonly rootUrl: string;
  /** Resolves when a request came that it had no answer for. */
  readonly askedOther: Promise<unknown>;
}

/** A server that answers as it is told by the last part of the path, and does with all else what it is told. */
async function serveAnswers(
  answers: Readonly<Record<string, string>>,
  answerOther: (response: ServerResponse) => unknown,
): Promise<TestServer> {
  const others = new EventEmitter();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const body = answers[path.basename(pathname)];
    if (body !== undefined) return response.end(body);
    others.emit("asked");
    return answerOther(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    rootUrl: `http://127.0.0.1:${port}`,
    askedOther: once(others, "asked"),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function withStatus(
  status: number,
  headers: Readonly<Record<string, string>> = {},
): (response: ServerResponse) => unknown {
  return (response) => response.writeHead(status, headers).end();
}

const token = { token: '{"access_token":"t0ken"}' };

function recordArgs(rootUrl: string, folder: TempFolder): readonly string[] {
  const values = {
    version: "1.2",
    "base-url": `${rootUrl}/ims/oneroster/rostering/v1p2`,
    "token-url": `${rootUrl}/token`,
    "client-id": "c",
    "client-secret": "s",
    out: path.join(folder.path, "recording"),
  };
  const given = Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
  return ["record", "--i-have-the-owners-consent", ...given];
}

describe("rehearse record", () => {
  it("ends with 3 and leaves nothing when nothing could be read", async () => {
    await using folder = await openTempFolder();
    await using server = await serveAnswers(token, withStatus(403));

    const { exitCode, stderr, stdout } = await runCli(recordArgs(server.rootUrl, folder));

    expect([exitCode, stdout]).toEqual([3, ""]);
    expect(stderr).toMatch(/Nothing could be read.*status 403.*Check that the client may read/);
    expect(await readdir(folder.path)).toEqual([]);
  });

  it("ends with 1 and says what is missing when something could not be read", async () => {
    await using folder = await openTempFolder();
    const orgs = '{"orgs":[{"sourcedId":"1"}]}';
    await using server = await serveAnswers({ ...token, orgs }, withStatus(403));

    const { exitCode, stderr, stdout } = await runCli(recordArgs(server.rootUrl, folder));

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/Recorded in .*: org 1\./);
    expect(stderr).toContain("Not all of /users is in the recording: refused, status 403.");
    expect(await readdir(folder.path)).toEqual(["recording"]);
  });

  it("ends with 0 when all is there that the server has", async () => {
    await using folder = await openTempFolder();
    await using server = await serveAnswers({ ...token, orgs: '{"orgs":[]}' }, withStatus(404));

    const { exitCode, stderr, stdout } = await runCli(recordArgs(server.rootUrl, folder));

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Recorded in .*: no records/);
    expect(stderr).toContain("The server does not have /users: missing, status 404.");
  });

  it.each([
    ["SIGTERM", "a server that does not answer", () => undefined],
    ["SIGINT", "one that says when to ask again", withStatus(429, { "retry-after": "100" })],
  ] as const)(
    "takes away what is unfinished, and says so, at a %s while it waits for %s",
    async (signal, _server, answerOther) => {
      await using folder = await openTempFolder();
      await using server = await serveAnswers(token, answerOther);
      const child = startCli(recordArgs(server.rootUrl, folder));
      const stderr: string[] = [];
      child.stderr?.on("data", (chunk) => stderr.push(String(chunk)));
      await server.askedOther;

      child.kill(signal);
      await once(child, "close");

      expect(child.exitCode).toBe(3);
      expect(stderr.join("")).toMatch(/Stopped.*Nothing is recorded.*removed/);
      expect(await readdir(folder.path)).toEqual([]);
    },
  );
});
