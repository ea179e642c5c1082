import type { CrawlNote } from "./note.ts";

/** A crawl that got a token and not a single page. The message says what the server answered, and what to do. */
export class NothingReadError extends Error {
  override readonly name = "NothingReadError";
  readonly code = "nothing-read";

  constructor(notes: readonly CrawlNote[]) {
    const counts = new Map<string, number>();
    for (const note of notes) {
      const answer = answerOf(note);
      counts.set(answer, (counts.get(answer) ?? 0) + 1);
    }
    const answers = [...counts].map(([answer, count]) => `${answer} (${count} times)`).join(", ");
    const remedies = new Set(notes.map(remedyOf));
    super(
      ["Nothing could be read, so nothing was recorded.", `Answers: ${answers}.`, ...remedies].join(
        " ",
      ),
    );
  }
}

function answerOf({ code, status }: CrawlNote): string {
  if (status !== undefined) return `status ${status}`;
  return answers[code] ?? code;
}

const answers: Readonly<Partial<Record<CrawlNote["code"], string>>> = {
  "no-answer": "none at all",
  "too-large": "more bytes than are taken",
  "not-json": "200, but no JSON, such as a web page",
  "no-list": "JSON without the collection",
};

function remedyOf({ code, status = 0 }: CrawlNote): string {
  if (status === 401 || status === 403) {
    return "Check that the client may read rosters: its scopes (--scope), and that its licence is active.";
  }
  if (status >= 300 && status < 400) {
    return "Redirects are not followed, for the token would go along: give the address that they lead to.";
  }
  if (code === "too-large") return "Ask for smaller pages (--page-size).";
  if (code === "no-answer" || status === 429 || status >= 500) {
    return "Check that the server is up and lets this machine in, and try again later.";
  }
  return "Check --version and the addresses, each up to and including v1p1 or v1p2.";
}
