import { escapeHtml } from "../../core/html.ts";
import { cutText } from "../text-width.ts";
import { nameHidden, oneLine, replaceHidden } from "../visible-text.ts";
import { formatCount } from "../wording.ts";

const valueLengthMax = 240;
const proseLengthMax = 1200;

/** Foreign text as markup: escaped, hidden characters drawn, overlong text cut with a note. */
export function showValue(text: string, max: number = valueLengthMax): string {
  const { kept, cut } = cutText(text, max);
  return showAll(kept) + (cut === 0 ? "" : cutNote(cut));
}

/** Foreign running text as markup, its line breaks made spaces. */
export function showProse(text: string): string {
  return showValue(oneLine(text), proseLengthMax);
}

/** An element, or nothing where there is no content. */
export function element(tag: string, content: string, attributes = ""): string {
  if (content === "") return "";
  return `<${tag}${attributes === "" ? "" : ` ${attributes}`}>${content}</${tag}>`;
}

/** Rule ids of the guide and the failure catalogue. */
export function showRules(rules: readonly string[]): string {
  if (rules.length === 0) return "";
  const ids = rules.map((rule) => `<span class="rule">${showValue(rule)}</span>`).join(" ");
  return `<span class="rules"><span class="sr">Rules: </span>${ids}</span>`;
}

/** A wide table in a frame that scrolls by itself, reachable by keyboard. */
export function scrollFrame(label: string, table: string): string {
  return `\n<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(label)}">${table}</div>`;
}

/** The header cells of a table. */
export function headRow(titles: readonly string[]): string {
  const cells = titles.map((title) => `<th scope="col">${showValue(title)}</th>`).join("");
  return `<thead><tr>${cells}</tr></thead>`;
}

function showAll(text: string): string {
  return replaceHidden(escapeHtml(text), (character) => {
    return `<span class="hid">${nameHidden(character)}</span>`;
  });
}

function cutNote(cut: number): string {
  return `<span class="cut">… ${formatCount(cut)} more characters</span>`;
}
