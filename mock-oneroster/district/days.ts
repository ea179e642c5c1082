const dayMs = 86_400_000;
const written = new Map<number, string>();
const read = new Map<string, number>();

/** The day a number of days after another, `YYYY-MM-DD`. The same day is the same text object. */
export function addDays(day: string, count: number): string {
  return writeDay(dayNumber(day) + count);
}

/** How many days lie from one day to another. Negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The number of a day, counted in UTC from 1970: days have no zone. */
export function dayNumber(day: string): number {
  const known = read.get(day);
  if (known !== undefined) return known;
  const number = Date.parse(`${day}T00:00:00Z`) / dayMs;
  read.set(day, number);
  return number;
}

/** Writes the day with a number. */
export function writeDay(number: number): string {
  const known = written.get(number);
  if (known !== undefined) return known;
  const day = new Date(number * dayMs).toISOString().slice(0, 10);
  written.set(number, day);
  return day;
}
