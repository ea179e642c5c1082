import * as z from "zod";
import { createSystemClock } from "../../core/clock.ts";
import { plainAuthorization } from "../../mock-lms/testing/signed-client.ts";
import { startServer } from "./run-in-process.ts";

/** A mock LMS that was started by its command, and a client that may call it. */
export interface ServedLms extends AsyncDisposable {
  /** What the command printed about it. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Asks `/users` and the like. A body makes it a POST. */
  readonly ask: (path: string, body?: unknown) => Promise<Response>;
  /** The options by which `rehearse control` reaches it. */
  readonly control: readonly string[];
}

const Facts = z.looseObject({
  baseUrl: z.string(),
  consumerKey: z.string(),
  consumerSecret: z.string(),
  controlUrl: z.string().optional(),
  controlToken: z.string().optional(),
});

/** Runs `rehearse mock lms` with options. */
export async function serveLms(options: readonly string[]): Promise<ServedLms> {
  const command = startServer(["mock", "lms", "--json", ...options]);
  const announced = await command.announced;
  if (announced === "") throw new Error((await command.stop()).stderr);
  const facts = Facts.parse(JSON.parse(announced));
  const clock = createSystemClock();
  let calls = 0;
  return {
    facts,
    ask: async (path, body) => {
      calls += 1;
      const authorization = plainAuthorization({
        nonce: `e${calls}`,
        timestamp: Math.floor(clock.now() / 1_000),
        key: facts.consumerKey,
        signature: encodeURIComponent(`${encodeURIComponent(facts.consumerSecret)}&`),
      });
      return fetch(facts.baseUrl + path, {
        headers: { authorization },
        ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
      });
    },
    control: ["--url", facts.controlUrl ?? "", "--token", facts.controlToken ?? ""],
    [Symbol.asyncDispose]: async () => {
      await command.stop();
    },
  };
}
