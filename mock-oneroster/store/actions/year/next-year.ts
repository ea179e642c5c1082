/** The year after one that is written `2027`. */
export function nextYear(year: string): string {
  return String(Number(year) + 1);
}

/** A day one year later. The 29th of February becomes the 28th. */
export function dayNextYear(day: string): string {
  const later = `${nextYear(day.slice(0, 4))}${day.slice(4)}`;
  return later.endsWith("-02-29") ? `${later.slice(0, 8)}28` : later;
}

/** A title such as `2026-2027` or `26-27 Main` a year later. Text without years stays. */
export function titleNextYear(title: string, year: string): string {
  const [from, to] = [Number(year) - 1, Number(year)];
  const later = new Map([
    [String(from), String(to)],
    [String(to), String(to + 1)],
    [String(from).slice(2), String(to).slice(2)],
    [String(to).slice(2), String(to + 1).slice(2)],
  ]);
  return title.replaceAll(/\d+/g, (digits) => later.get(digits) ?? digits);
}

/** The grade above one, undefined above the last. A grade that is no number, such as `Other`, stays. */
export function gradeNextYear(grade: string): string | undefined {
  if (grade === "KG") return "01";
  if (!/^\d{2}$/.test(grade)) return grade;
  const next = Number(grade) + 1;
  return next > 12 ? undefined : String(next).padStart(2, "0");
}
