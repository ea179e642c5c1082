import { readingSpecs, type ReadingName, type Readings } from "../../contracts/run/readings.ts";
import type { ReadingRecord } from "../../contracts/run/run-record.ts";
import type { Settings } from "../../contracts/run/settings.ts";

/** The readings that a run used, each with the word whether it is the default. */
export function readingsUsed(
  settings: Settings,
  activeYear: string | undefined,
): readonly ReadingRecord[] {
  const names = Object.keys(readingSpecs).filter(isReadingName);
  return [
    ...(activeYear === undefined ? [] : [activeYearReading(settings, activeYear)]),
    ...names.map((name) => readingRecord(name, settings.readings)),
  ];
}

function isReadingName(name: string): name is ReadingName {
  return Object.hasOwn(readingSpecs, name);
}

function readingRecord(name: ReadingName, readings: Readings): ReadingRecord {
  const { choices, about } = readingSpecs[name];
  const value = readings[name];
  return {
    name,
    value,
    isDefault: value === choices[0],
    about: `${about} Choices: ${choices.join(", ")}.`,
  };
}

function activeYearReading(settings: Settings, activeYear: string): ReadingRecord {
  return {
    name: "activeYear",
    value: activeYear,
    isDefault: settings.activeYear === undefined,
    about: "The Active Year (R70). By default the latest year in which the SIS shows classes.",
  };
}
