import { createPaint } from "../terminal/ansi.ts";
import { paintSeverity, wrapHanging, wrapIndented, type Screen } from "../terminal/screen.ts";
import { oneLine, visibleText } from "../visible-text.ts";
import { countOf, formatCount } from "../wording.ts";
import type { LogDetail, LogEntry, LogError, LogType } from "./sync-log.ts";

/** What the app calls the types. */
const typeWords: Readonly<Record<LogType, string>> = {
  schools: "Schools",
  terms: "Terms",
  users: "Users",
  courses: "Courses",
  sections: "Sections/Enrollments",
  configuration: "Configuration",
};

/** How logs are shown. `expand` opens the arrow beside each error (guide R134). */
export interface LogOptions {
  readonly color: boolean;
  readonly width: number;
  readonly expand: boolean;
}

/** The logs as text: a line for each type and school with its counts, and its errors below. Ends with a line break. */
export function renderLogs(entries: readonly LogEntry[], options: LogOptions): string {
  const screen: Screen = { paint: createPaint(options.color), width: options.width };
  if (entries.length === 0) return "No sync, or nothing of that school and type.\n";
  const lines: string[] = [];
  let run = "";
  for (const entry of entries) {
    if (entry.run !== run) {
      lines.push(...(run === "" ? [] : [""]), screen.paint.bold(visibleText(oneLine(entry.run))));
    }
    run = entry.run;
    lines.push(entryLine(entry));
    for (const error of entry.errors) lines.push(...errorLines(error, screen, options.expand));
  }
  return `${lines.join("\n")}\n`;
}

function entryLine({ type, schoolName, state, planned, applied, held, failed }: LogEntry): string {
  const counts = `${formatCount(planned)} planned, ${formatCount(applied)} applied, ${formatCount(held)} held, ${formatCount(failed)} failed`;
  return `  ${typeWords[type]}, ${visibleText(oneLine(schoolName))}: ${state}; ${counts}`;
}

function errorLines(error: LogError, screen: Screen, expand: boolean): readonly string[] {
  const { paint, width } = screen;
  const arrow = expand ? "▾" : "▸";
  const times = error.count === 1 ? "" : ` ×${formatCount(error.count)}`;
  const head = `    ${arrow} ${paintSeverity(paint, error.severity)} `;
  const lines = wrapHanging(head, `${error.title}${times} [${error.code}]`, { indent: 12, width });
  if (!expand) return lines;
  const left = error.count - error.details.length;
  return [
    ...lines,
    ...error.details.flatMap((detail) => detailLines(detail, screen)),
    ...(left > 0
      ? [paint.dim(`        and ${countOf(left, { one: "record", many: "records" })} more`)]
      : []),
    ...wrapHanging(`        ${paint.green("→")} `, error.remedy, { indent: 10, width }),
  ];
}

function detailLines(
  { at, fields, reason }: LogDetail,
  { width, paint }: Screen,
): readonly string[] {
  const named = Object.entries(fields).map(([name, value]) => `${name}=${oneLine(String(value))}`);
  return [
    ...wrapIndented(oneLine(at), { indent: 8, width }),
    ...(named.length === 0
      ? []
      : wrapIndented(named.join(", "), { indent: 10, width }).map(paint.dim)),
    ...wrapIndented(oneLine(reason), { indent: 10, width }),
  ];
}

/**
 * The logs for machines: a JSON object a line, which ends with a line break.
 *
 * @param idsOnly leaves fields, values, reasons and names away, so that the lines may be kept where personal
 *   data may not: ids stay
 */
export function* renderLogLines(
  entries: readonly LogEntry[],
  { idsOnly }: { readonly idsOnly: boolean },
): Generator<string> {
  for (const entry of entries) yield `${JSON.stringify(idsOnly ? onlyIds(entry) : entry)}\n`;
}

function onlyIds({ schoolName: _name, errors, ...entry }: LogEntry): unknown {
  return {
    ...entry,
    errors: errors.map(({ code, severity, count, details }) => ({
      code,
      severity,
      count,
      details: details.map(({ id, at }) => ({ id, at })),
    })),
  };
}
