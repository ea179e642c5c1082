import { chromium } from "playwright-core";
import { describe, expect, it } from "vitest";
import { ensureBrowser } from "../../build/find-browser.ts";
import { serveMockLms } from "../../mock-lms/index.ts";
import { createTestLms } from "../../mock-lms/testing/signed-client.ts";
import { openSmallSchool, postRows, userRow } from "../../mock-lms/testing/small-school.ts";

/** Run in the page: in how many lines each role stands. */
const linesOfRoles = `[...document.querySelectorAll("tbody td:nth-child(4)")].map((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return range.getClientRects().length + " " + cell.textContent.trim();
})`;

describe("the people of the mock LMS in a browser", () => {
  it("have columns in which no ordinary word is broken, and never a page that is too wide", async () => {
    const lms = createTestLms();
    await openSmallSchool(lms);
    const long = {
      name_first: "Maria Magdalena",
      name_last: "Hernandez-Whitfield",
      username: `${"maria-".repeat(6)}hernandez@students.rehearsal.k12.test`,
    };
    const endless = { name_last: "x".repeat(200), username: "y".repeat(60) };
    await postRows(lms, { kind: "user", path: "/users" }, [
      userRow("8c2f1d0e-77aa-4b2f-9c1e-0f4455667788", long),
      userRow("z".repeat(100), endless),
    ]);
    await using served = await serveMockLms(lms.lms, { port: 0 });
    const browser = await chromium.launch({
      executablePath: ensureBrowser(() => undefined),
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
    });
    try {
      for (const width of [1280, 420]) {
        const page = await browser.newPage({ viewport: { width, height: 800 } });
        await page.goto(`${served.rootUrl}/people`);

        const roles = await page.evaluate(linesOfRoles);
        const pageWidth = await page.evaluate("document.documentElement.scrollWidth");

        expect(roles).toEqual(Array.from({ length: 5 }, () => "1 Student"));
        expect(pageWidth).toBe(width);
      }
    } finally {
      await browser.close();
    }
  });
});
