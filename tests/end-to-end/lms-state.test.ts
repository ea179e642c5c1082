import { once } from "node:events";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createSystemClock } from "../../core/clock.ts";
import { createRandom, type Random } from "../../core/random.ts";
import { openStore } from "../../mock-lms/index.ts";
import { openTempFolder, startCli } from "../testing/run-cli.ts";

const Ready = z.object({
  baseUrl: z.string(),
  consumerKey: z.string(),
  consumerSecret: z.string(),
});

const clock = createSystemClock();
const writersAtOnce = 4;

/** Posts accounts until the server is gone; gives those that it said were created. */
async function writeUntilGone(
  ready: z.infer<typeof Ready>,
  name: string,
  acknowledged: string[],
): Promise<void> {
  for (let count = 0; ; count += 1) {
    const uid = `${name}-${count}`;
    const authorization = [
      `OAuth realm="Schoology API", oauth_consumer_key="${ready.consumerKey}", oauth_token=""`,
      `oauth_nonce="${uid}", oauth_timestamp="${Math.floor(clock.now() / 1_000)}"`,
      `oauth_signature_method="PLAINTEXT", oauth_version="1.0"`,
      `oauth_signature="${ready.consumerSecret}%26"`,
    ].join(", ");
    try {
      const reply = await fetch(`${ready.baseUrl}/users`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify({
          school_uid: uid,
          name_first: "First",
          name_last: "Last",
          username: uid,
          role_id: 703,
        }),
      });
      expect(reply.status).toBe(201);
      acknowledged.push(uid);
    } catch (error) {
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

/** Serves, writes, and ends the server by SIGKILL in the midst of it. */
async function killWhileWriting(
  state: string,
  round: number,
  random: Random,
): Promise<readonly string[]> {
  const server = startCli(["mock", "lms", "--rate-limit", "off", "--json", "--state", state]);
  const ended = once(server, "close");
  if (server.stdout === null) throw new Error("The server has no output.");
  server.stderr?.resume();
  const [line] = z.tuple([z.string()]).parse(await once(createInterface(server.stdout), "line"));
  const ready = Ready.parse(JSON.parse(line));
  const acknowledged: string[] = [];
  const writers = Array.from({ length: writersAtOnce }, (_, index) =>
    writeUntilGone(ready, `r${round}-w${index}`, acknowledged),
  );
  while (acknowledged.length === 0) await clock.sleep(5);
  await clock.sleep(random.int(300));
  server.kill("SIGKILL");
  await Promise.all([...writers, ended]);
  return acknowledged;
}

describe("the state of a served mock LMS that is killed while it writes", () => {
  it.each([
    ["file", "lms.json", 3],
    ["folder", "lms/", 2],
  ])(
    "is whole and holds every acknowledged call: %s",
    async (_kind, name, rounds) => {
      await using folder = await openTempFolder();
      const state = path.join(folder.path, name);
      const random = createRandom(name);
      const acknowledged: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        acknowledged.push(...(await killWhileWriting(state, round, random)));

        const told: string[] = [];
        const store = await openStore(state, { tell: (sentence) => told.push(sentence) });
        const held = new Set([...store.users.values()].map((user) => user.schoolUid));
        const missing = acknowledged.filter((uid) => !held.has(uid));
        const unanswered = held.size - acknowledged.length;
        await store.close();

        expect(missing).toEqual([]);
        expect(unanswered).toBeLessThanOrEqual(writersAtOnce * (round + 1));
      }
      expect(acknowledged.length).toBeGreaterThan(0);
      expect(await readdir(folder.path)).toContain(name.replace("/", ""));
    },
    60_000,
  );
});
