const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const timePattern =
  /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Says whether a text is `YYYY-MM-DD` and that day exists, so `2025-02-29` does not pass. */
export function isCalendarDate(text: string): boolean {
  if (!datePattern.test(text)) return false;
  const day = Number(text.slice(8));
  return day >= 1 && day <= daysIn(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}

/** Says whether a text is a moment by RFC 3339: an existing day, a time and a zone. */
export function isDateTime(text: string): boolean {
  const separator = text.charAt(10);
  return (
    (separator === "T" || separator === "t") &&
    isCalendarDate(text.slice(0, 10)) &&
    timePattern.test(text.slice(11))
  );
}

/** Says whether a text is exactly `YYYY-MM-DDTHH:mm:ss.SSSZ`, the only form that the CSV binding allows. */
export function isCsvDateTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d\.\d{3}Z$/.test(text) && isDateTime(text);
}

function daysIn(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29;
  return monthLengths[month - 1] ?? 0;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
