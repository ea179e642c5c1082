import { describeDiagnostic } from "../contracts/run/diagnostic.ts";
import { type Change, type Plan, reasonWords, type Tab } from "../contracts/run/plan.ts";
import { fieldsOf, valueText } from "./change-fields.ts";
import { createPaint, type Paint } from "./terminal/ansi.ts";
import { cutText } from "./text-width.ts";
import { visibleText } from "./visible-text.ts";
import { countOf, formatCount, type Mark, markOf, markSymbols } from "./wording.ts";

const valueLengthMax = 120;
const lineLengthMax = 160;

const tabTitles: Readonly<Record<Tab, string>> = {
  schools: "Schools",
  terms: "Terms",
  users: "Users",
  courses: "Courses",
  sections: "Sections and enrollments",
};

/**
 * A plan as a planning tool prints it: one change after the other in the order of work, with its
 * symbol, address and reason, the fields that differ, and a closing line with the counts.
 * Shows at most `rowsMax` changes and says how many more there are. Ends with a line break.
 */
export function renderPlanText(
  plan: Plan,
  options: { readonly color: boolean; readonly rowsMax: number },
): string {
  const paint = createPaint(options.color);
  const shown = plan.changes.slice(0, Math.max(0, options.rowsMax));
  const lines: string[] = [];
  let tab: Tab | undefined;
  for (const change of shown) {
    if (change.tab !== tab)
      lines.push(...(tab === undefined ? [] : [""]), paint.bold(tabTitles[change.tab]));
    tab = change.tab;
    lines.push(...changeLines(change, paint));
  }
  return `${[...lines, ...closingLines(plan, shown.length, paint)].join("\n")}\n`;
}

function changeLines(change: Change, paint: Paint): readonly string[] {
  const mark = markOf(change);
  const symbol = paintMark(paint, mark, markSymbols[mark]);
  const label = short(change.label, lineLengthMax);
  const head = `  ${symbol} ${paint.bold(short(change.address, lineLengthMax))}`;
  return [
    label === "" ? head : `${head}  ${label}`,
    `      ${paint.dim(reasonOf(change))}`,
    ...fieldLines(change),
  ];
}

function reasonOf(change: Change): string {
  const reason = reasonWords[change.reason];
  if (change.held === null) return reason;
  const why = describeDiagnostic({ code: change.held, args: {} }).title;
  return `would ${change.action}: ${reason}; held: ${visibleText(why)} (${visibleText(change.held)})`;
}

/** Each differing field of an update has its line; the fields of a new or old object share one. */
function fieldLines(change: Change): readonly string[] {
  const fields = fieldsOf(change);
  if (change.action === "update") {
    return fields.map(
      ({ name, before, after }) => `      ${short(name, 40)}: ${quoted(before)} → ${quoted(after)}`,
    );
  }
  const side = change.action === "create" ? ("after" as const) : ("before" as const);
  const filled = fields.filter((field) => valueText(field[side]) !== "");
  if (filled.length === 0) return [];
  const line = filled.map((field) => `${field.name}=${valueText(field[side])}`).join(", ");
  return [`      ${short(line, lineLengthMax)}`];
}

function closingLines(plan: Plan, shown: number, paint: Paint): readonly string[] {
  const more = plan.changes.length - shown;
  const counts = new Map<Mark, number>();
  for (const change of plan.changes) {
    counts.set(markOf(change), (counts.get(markOf(change)) ?? 0) + 1);
  }
  const count = (mark: Mark): string => formatCount(counts.get(mark) ?? 0);
  return [
    ...(more > 0
      ? ["", `… and ${countOf(more, { one: "more change", many: "more changes" })}.`]
      : []),
    ...(plan.changes.length === 0 ? ["No changes: the LMS already is as the SIS wants it."] : [""]),
    ...warnings(plan).map(paint.yellow),
    paint.bold(
      `Plan: ${count("create")} to create, ${count("update")} to update, ${count("remove")} to remove, ${count("held")} held`,
    ),
  ];
}

function warnings(plan: Plan): readonly string[] {
  return [
    ...(plan.complete ? [] : ["The SIS could not be read to its end, so no removal is planned."]),
    ...(plan.applyable ? [] : ["Nothing of this plan may be applied."]),
  ];
}

function paintMark(paint: Paint, mark: Mark, text: string): string {
  if (mark === "create") return paint.green(text);
  return mark === "remove" ? paint.red(text) : paint.yellow(text);
}

function quoted(value: Parameters<typeof valueText>[0]): string {
  if (value === null || value === undefined) return "nothing";
  return typeof value === "string"
    ? `"${short(value, valueLengthMax)}"`
    : short(valueText(value), valueLengthMax);
}

function short(text: string, max: number): string {
  const { kept, cut } = cutText(text, max);
  return visibleText(kept) + (cut > 0 ? "…" : "");
}
