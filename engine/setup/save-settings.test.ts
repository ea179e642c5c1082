import { describe, expect, it } from "vitest";
import { Schedule } from "../../contracts/run/schedule.ts";
import type { SettingsInput } from "../../contracts/run/settings.ts";
import { createSyncTimer, nextQueueTime, saveSchedule } from "../schedule/sync-timer.ts";
import { codesOf, settingsWith } from "../testing/world.ts";
import { saveSettings, storedSecret, withoutSecrets } from "./save-settings.ts";

const actingUser = "acting-user";

function saved(before: SettingsInput, after: SettingsInput, person = actingUser) {
  return saveSettings(settingsWith(before), settingsWith(after), person);
}

describe("saving settings", () => {
  it("stores credentials, and never shows a secret again (R53, R81)", () => {
    const oneRoster = { consumerId: "id", consumerSecret: "hidden" };
    const { value } = saved({}, { oneRoster, schoology: { consumerSecret: "hidden too" } });

    expect(value.oneRoster).toMatchObject(oneRoster);
    expect(JSON.stringify(withoutSecrets(value))).not.toContain("hidden");
    expect(withoutSecrets(value).oneRoster.consumerSecret).toBe(storedSecret);
  });

  it("keeps the secret when the form comes back as it was shown (R53)", () => {
    const before = settingsWith({ oneRoster: { consumerSecret: "hidden" } });

    const { value } = saveSettings(before, withoutSecrets(before), actingUser);

    expect(value.oneRoster.consumerSecret).toBe("hidden");
    expect(value.schoology).toEqual(before.schoology);
  });

  it("shows which environment variable holds a secret, and that none is there", () => {
    const secret = { env: "SIS_SECRET" };
    const settings = settingsWith({ oneRoster: { consumerSecret: secret } });
    const empty = settingsWith({ oneRoster: { consumerSecret: "" } });

    expect(withoutSecrets(settings).oneRoster.consumerSecret).toEqual(secret);
    expect(withoutSecrets(empty).oneRoster.consumerSecret).toBe("");
  });

  it("is refused to anyone but the Acting User (R76)", () => {
    const { value, diagnostics } = saved({}, { activeYear: "2028" }, "someone");

    expect(codesOf(diagnostics)).toEqual(["read-only"]);
    expect(value.activeYear).toBeUndefined();
  });

  it("may be done at any time, also to go back to a year before (R62, R63, R75)", () => {
    const schedule = { mode: "scheduled" } as const;

    const { value } = saved({ activeYear: "2027" }, { activeYear: "2026", schedule });

    expect(value).toMatchObject({ activeYear: "2026", schedule });
  });

  it("locks OneRoster 1.2 for good (R10, R82, F26)", () => {
    const migrated = saved({}, { oneRoster: { version: "1.2" } }).value;
    const again = saveSettings(migrated, { ...migrated, activeYear: "2028" }, actingUser).value;
    const back = saveSettings(again, settingsWith(), actingUser);

    expect(migrated.oneRoster).toMatchObject({ version: "1.2", previousVersion: "1.1" });
    expect(again.oneRoster).toEqual(migrated.oneRoster);
    expect(codesOf(back.diagnostics)).toEqual(["version-locked"]);
    expect(back.value).toBe(again);
    expect(
      codesOf(saved({ oneRoster: { version: "1.2", previousVersion: "1.2" } }, {}).diagnostics),
    ).toEqual(["version-locked"]);
  });
});

describe("the Scheduling Options", () => {
  const { schedule } = settingsWith();
  const atMs = Date.UTC(2026, 8, 7, 14);

  it("begin with manual; scheduled means daily, and nothing else is offered (R26, R28, R29, R56)", () => {
    const scheduled = { ...schedule, mode: "scheduled" } as const;

    expect(schedule.mode).toBe("manual");
    expect(nextQueueTime(createSyncTimer(schedule, atMs))).toBeUndefined();
    expect(nextQueueTime(createSyncTimer(scheduled, atMs))).toBe(Date.UTC(2026, 8, 8));
    expect(Schedule.safeParse({ frequency: "hourly" }).success).toBe(false);
  });

  it("do not move when other settings are saved: no sync comes of it (R63, R73, R95)", () => {
    const scheduled = { schedule: { mode: "scheduled" } } as const;
    const timer = createSyncTimer(settingsWith(scheduled).schedule, atMs);
    const { value } = saved(scheduled, { ...scheduled, activeYear: "2028" });

    expect(nextQueueTime(saveSchedule(timer, value.schedule, atMs + 1_000))).toBe(
      nextQueueTime(timer),
    );
  });
});
