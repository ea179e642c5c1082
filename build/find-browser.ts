import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Where a Chromium is installed, `CHROMIUM_PATH` first; undefined when there is none. */
export function findBrowser(): string | undefined {
  const own = process.env["CHROMIUM_PATH"];
  const candidates = [
    ...(own === undefined ? [] : [own]),
    ...usualPlaces,
    chromium.executablePath(),
  ];
  return candidates.find((candidate) => candidate !== "" && existsSync(candidate));
}

/**
 * Makes sure that the browser tests have a Chromium: an installed one, else Debian's package when root on
 * Debian, else the browser library's own download.
 *
 * @throws Error that says what to install when none of the three works
 */
export function ensureBrowser(say: (line: string) => void): string {
  const present = findBrowser();
  if (present !== undefined) return present;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync("/etc/debian_version")) {
    say("Installing Debian's chromium for the browser tests …");
    attempt(() => {
      execFileSync("apt-get", ["update", "-qq"], { stdio: "ignore" });
      execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
        stdio: "ignore",
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    });
  }
  if (findBrowser() === undefined) {
    say("Downloading a Chromium for the browser tests …");
    attempt(() => {
      const cli = ["node_modules/playwright-core/cli.js", "install", "chromium"];
      execFileSync(process.execPath, cli, { stdio: "ignore" });
    });
  }
  const found = findBrowser();
  if (found !== undefined) return found;
  throw new Error(
    "The browser tests need Chromium and none could be installed. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to one.",
  );
}

function attempt(install: () => void): void {
  try {
    install();
  } catch {
    // The next way is tried; when none works, ensureBrowser says what to do.
  }
}
