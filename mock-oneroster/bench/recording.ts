import { writeFile } from "node:fs/promises";
import { CannotRunError } from "./cannot-run.ts";
import { recordsOf } from "./inspect-district.ts";
import type { LoadCase } from "./load-cases.ts";
import { getAnswer, type Answer, type MockClient } from "./mock-client.ts";

/** Headers that belong to the connection. Every server writes its own. */
const ofConnection = new Set(["connection", "keep-alive", "transfer-encoding", "date"]);

/** Asks the mock for every page of the cases, once each, and sees that none is short. */
export async function recordAnswers(
  client: MockClient,
  cases: readonly LoadCase[],
): Promise<readonly Answer[]> {
  const answers = new Map<string, Answer>();
  for (const { title, paths, records } of cases) {
    for (const path of paths) {
      const answer = answers.get(path) ?? (await client.ask(path));
      answers.set(path, answer);
      const count = recordsOf(answer).length;
      if (records === undefined ? count > 0 : count === records) continue;
      throw new CannotRunError(`${title}: the mock answered ${count} records to ${path}.`);
    }
  }
  return [...answers.values()];
}

/** Writes answers as WireMock's mappings, which the bare server reads as well. */
export async function writeRecording(file: string, answers: readonly Answer[]): Promise<void> {
  const mappings = answers.map(({ path, status, headers, body }) => ({
    request: { method: "GET", url: path },
    response: {
      status,
      headers: Object.fromEntries([...headers].filter(([name]) => !ofConnection.has(name))),
      base64Body: body.toString("base64"),
    },
  }));
  await writeFile(file, JSON.stringify({ mappings }));
}

/** Sees that a server answers what was recorded, to the byte: otherwise the comparison is worth nothing. */
export async function checkAnswers(
  { origin, authorization }: { readonly origin: string; readonly authorization: string },
  answers: readonly Answer[],
): Promise<void> {
  for (const recorded of answers) {
    const answer = await getAnswer(origin, recorded.path, { authorization });
    if (answer.status === recorded.status && answer.body.equals(recorded.body)) continue;
    throw new CannotRunError(`${origin} answers ${recorded.path} otherwise than recorded.`);
  }
}
