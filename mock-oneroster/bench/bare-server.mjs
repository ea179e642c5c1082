/**
 * Answers recorded pages from memory: what a `node:http` server costs that only sends prebuilt bytes.
 * Plain JavaScript, so that nothing stands between Node and the reference.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const { mappings } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const answers = new Map(
  mappings.map(({ request, response: { status, headers, base64Body } }) => [
    request.url,
    { status, headers, body: Buffer.from(base64Body, "base64") },
  ]),
);

const server = createServer((request, response) => {
  const answer = answers.get(request.url);
  if (answer === undefined) response.writeHead(404).end();
  else response.writeHead(answer.status, answer.headers).end(answer.body);
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`port: ${server.address().port}\n`);
});
