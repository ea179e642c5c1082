import { describeDiagnostic } from "../../contracts/run/diagnostic.ts";
import { type Change, reasonWords } from "../../contracts/run/plan.ts";
import { type ChangedField, fieldsOf, valueText } from "../change-fields.ts";
import { markOf, markSymbols } from "../wording.ts";
import { element, showValue } from "./markup.ts";
import { type DiffPiece, diffWords } from "./word-diff.ts";

const fieldsMax = 60;
const comparedLengthMax = 400;

/** One change as a list item: symbol, label, address, fields, and the reason in words. */
export function renderChange(change: Change, school: number): string {
  const mark = markOf(change);
  const label = change.label.trim() === "" ? "" : `<b>${showValue(change.label)}</b> `;
  return (
    `\n<li class="item c-${mark}" data-s="${school}" data-k="${change.kind}">` +
    `<span class="sym" role="img" aria-label="${ariaMark(change)}">${markSymbols[mark]}</span>` +
    `<div><p>${label}<code>${showValue(change.address)}</code></p>` +
    renderFields(change) +
    `<p class="why">${reasonOf(change)}</p></div></li>`
  );
}

function ariaMark(change: Change): string {
  return change.held === null ? change.action : `held ${change.action}`;
}

function reasonOf(change: Change): string {
  const reason = reasonWords[change.reason];
  if (change.held === null) return reason;
  const { title } = describeDiagnostic({ code: change.held, args: {} });
  return `Would ${change.action}: ${reason}. Held: ${showValue(title)}.`;
}

function renderFields(change: Change): string {
  const fields = fieldsOf(change);
  const shown = fields.slice(0, fieldsMax);
  const items =
    change.action === "update"
      ? shown.map(renderUpdate)
      : shown.flatMap((field) =>
          renderSide(field, change.action === "create" ? "after" : "before"),
        );
  const more =
    fields.length > fieldsMax
      ? `<div><dt>and</dt><dd>${fields.length - fieldsMax} more fields</dd></div>`
      : "";
  return element("dl", items.join("") + more, change.action === "update" ? 'class="upd"' : "");
}

function renderSide(field: ChangedField, side: "before" | "after"): readonly string[] {
  const text = valueText(field[side]);
  return text === ""
    ? []
    : [`<div><dt>${showValue(field.name)}</dt><dd class="v">${showValue(text)}</dd></div>`];
}

function renderUpdate(field: ChangedField): string {
  const { before, after } = compare(valueText(field.before), valueText(field.after));
  return (
    `<div><dt>${showValue(field.name)}</dt><dd><del class="v">${before}</del>` +
    `<span class="to"><span class="sr">becomes</span><span aria-hidden="true">→</span></span>` +
    `<ins class="v">${after}</ins></dd></div>`
  );
}

function compare(
  before: string,
  after: string,
): { readonly before: string; readonly after: string } {
  const long = before.length > comparedLengthMax || after.length > comparedLengthMax;
  if (long) return { before: sideOf(before), after: sideOf(after) };
  const diff = diffWords(before, after);
  return { before: markPieces(diff.before), after: markPieces(diff.after) };
}

function sideOf(text: string): string {
  return text === "" ? '<i class="none">nothing</i>' : showValue(text);
}

function markPieces(pieces: readonly DiffPiece[]): string {
  if (pieces.length === 0) return sideOf("");
  return pieces
    .map(({ text, changed }) => (changed ? `<mark>${showValue(text)}</mark>` : showValue(text)))
    .join("");
}
