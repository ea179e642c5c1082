import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureBrowser } from "../../build/find-browser.ts";
import { loadScenarios, playScenarios } from "../../harness/index.ts";
import { renderHtml } from "../../reports/index.ts";

const folder = path.resolve("tests/artifacts");
const file = path.join(folder, "trial-switch.html");
let browser: Browser;

beforeAll(async () => {
  const scenarios = await loadScenarios(["scenarios/trial-switch.scenario.yaml"]);
  const record = await playScenarios(scenarios, { transport: "in-process", version: "0.0.0" });
  await mkdir(folder, { recursive: true });
  await writeFile(file, renderHtml(record));
  browser = await chromium.launch({
    executablePath: ensureBrowser(() => undefined),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
  });
});

afterAll(() => browser.close());

interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  readonly problems: readonly string[];
  readonly requests: readonly string[];
}

async function openReport(viewport: { width: number; height: number }): Promise<OpenPage> {
  const page = await browser.newPage({ viewport });
  const problems: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, problems, requests, [Symbol.asyncDispose]: () => page.close() };
}

describe("the HTML report in a browser", () => {
  it("opens without a network, without an error, and says first what matters most", async () => {
    await using report = await openReport({ width: 1280, height: 900 });
    await report.page.screenshot({ path: path.join(folder, "report-wide.png") });

    expect(await report.page.locator("h1").count()).toBe(1);
    expect(await report.page.locator("body").innerText()).toMatch(/sections would appear twice/);
    expect(report.problems).toEqual([]);
    expect(report.requests).toEqual([pathToFileURL(file).href]);
  });

  it("lists the pairs of a switched trial with both ids", async () => {
    await using report = await openReport({ width: 1280, height: 900 });
    const table = report.page.locator("table", { hasText: "Would be created" }).first();

    expect(await table.locator("tbody tr").count()).toBeGreaterThan(50);
  });

  it("finds a change by its text and hides the others", async () => {
    await using report = await openReport({ width: 1280, height: 900 });
    await report.page.getByRole("button", { name: "Open all" }).click();
    const visible = report.page.locator(".item:visible");
    const before = await visible.count();

    await report.page.getByRole("searchbox").fill("s1000011");
    await expect.poll(() => visible.count()).toBeLessThan(before);
    const found = await visible.allTextContents();

    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((text) => !text.includes("s1000011"))).toEqual([]);
  });

  it("fits a phone without scrolling sideways", async () => {
    await using report = await openReport({ width: 390, height: 844 });
    await report.page.screenshot({ path: path.join(folder, "report-phone.png") });

    const overflow = await report.page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
