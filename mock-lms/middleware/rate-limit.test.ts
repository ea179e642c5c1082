import { describe, expect, it } from "vitest";
import { LmsRateLimit } from "./rate-limit.ts";
import { createTestLms } from "../testing/signed-client.ts";

async function statuses(count: number, ask: () => Promise<{ status: number }>): Promise<string> {
  const seen: number[] = [];
  for (let index = 0; index < count; index += 1) seen.push((await ask()).status);
  return seen.join(" ");
}

describe("rate limit", () => {
  it("is not there unless asked for", async () => {
    const lms = createTestLms();

    expect(await statuses(60, () => lms.get("/roles"))).not.toContain("429");
  });

  it("lets a key have 50 credits in 5 seconds and answers 429 with Retry-After beyond", async () => {
    const lms = createTestLms({ rateLimit: LmsRateLimit.parse({}) });

    const first = await statuses(50, () => lms.get("/roles"));
    const beyond = await lms.get("/roles");

    expect(first).not.toContain("429");
    expect(beyond).toMatchObject({ status: 429, body: "" });
    expect(beyond.headers.get("retry-after")).toBe("5");
  });

  it("fills up evenly, and never above full", async () => {
    const lms = createTestLms({ rateLimit: LmsRateLimit.parse({ credits: 5 }) });
    await statuses(6, () => lms.get("/roles"));

    await lms.clock.sleep(1_000);
    expect(await statuses(2, () => lms.get("/roles"))).toBe("200 429");
    await lms.clock.sleep(3_600_000);
    expect(await statuses(6, () => lms.get("/roles"))).toBe("200 200 200 200 200 429");
  });

  it("takes 3 credits for a write, and does not carry it out beyond the limit", async () => {
    const lms = createTestLms({ rateLimit: LmsRateLimit.parse({ credits: 7 }) });
    let made = 0;
    const make = () => {
      made += 1;
      return lms.post("/gradingperiods", {
        title: `Q${made}`,
        start: "2026-08-17",
        end: "2026-12-18",
      });
    };

    expect(await statuses(3, make)).toBe("201 201 429");
    expect((await lms.get("/gradingperiods")).body).toMatchObject({ total: 2 });
  });

  it("costs nothing whom the signature does not let in", async () => {
    const lms = createTestLms({ rateLimit: LmsRateLimit.parse({ credits: 3 }) });

    for (let index = 0; index < 10; index += 1) {
      await lms.lms.app.request("http://lms.test/v1/roles");
    }

    expect((await lms.get("/roles")).status).toBe(200);
  });

  it("may answer with the page of the web application instead", async () => {
    const lms = createTestLms({
      rateLimit: LmsRateLimit.parse({ credits: 3, answer: "html-200" }),
    });
    await statuses(3, () => lms.get("/roles"));

    const reply = await lms.get("/roles");

    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-type")).toMatch(/^text\/html/);
    expect(reply.body).toContain("request limit");
  });

  it("cannot be set so that a call costs more than there is", () => {
    expect(LmsRateLimit.safeParse({ credits: 2 }).success).toBe(false);
  });
});
