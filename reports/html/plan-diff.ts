import { type Change, ObjectKind, type Plan } from "../../contracts/run/plan.ts";
import { groupBy } from "../grouping.ts";
import {
  byText,
  countOf,
  formatCount,
  kindNouns,
  markOf,
  marks,
  markSymbols,
  markWords,
} from "../wording.ts";
import { renderChange } from "./change-row.ts";
import { showValue } from "./markup.ts";
import { type PageContext, schoolName, schoolNumber } from "./page-context.ts";

const schoolsMax = 500;
/** A plan of so few changes is shown opened. */
const openMax = 40;

/** A plan as a diff by school and kind, the changes that need a decision first in each group. */
export function renderPlan(plan: Plan, context: PageContext): string {
  const bySchool = [...groupBy(plan.changes, ({ school }) => school)].toSorted(
    ([a], [b]) => schoolNumber(context, a) - schoolNumber(context, b) || byText(a, b),
  );
  const open = plan.changes.length <= openMax;
  const schools = bySchool
    .slice(0, schoolsMax)
    .map(([school, changes]) => renderSchool({ school, changes, open }, context));
  const more = bySchool.length - schoolsMax;
  return [
    ...planNotes(plan),
    ...schools,
    more > 0 ? moreNote(`${formatCount(more)} more schools are not shown.`) : "",
    untouchedNote(plan),
  ].join("");
}

/** The counts of changes by what they do, as chips with symbols. */
export function renderChips(changes: readonly Change[]): string {
  const counts = groupBy(changes, markOf);
  const chips = marks.toReversed().flatMap((mark) => {
    const count = counts.get(mark)?.length ?? 0;
    return count === 0
      ? []
      : [
          `<span class="chip c-${mark}"><span aria-hidden="true">${markSymbols[mark]}</span>${formatCount(count)} <span class="cw">${markWords[mark]}</span></span>`,
        ];
  });
  return `<span class="chips">${chips.join("")}</span>`;
}

interface SchoolChanges {
  readonly school: string;
  readonly changes: readonly Change[];
  readonly open: boolean;
}

function renderSchool({ school, changes, open }: SchoolChanges, context: PageContext): string {
  const byKind = groupBy(changes, ({ kind }) => kind);
  const kinds = ObjectKind.options.map((kind) =>
    renderKind({ school, changes: byKind.get(kind) ?? [], open }, kind, context),
  );
  const name = showValue(schoolName(context, school));
  return (
    `\n<details class="group school"${open ? " open" : ""}>` +
    `<summary><span class="v">${name}</span> ${renderChips(changes)}</summary>${kinds.join("")}</details>`
  );
}

function renderKind(group: SchoolChanges, kind: ObjectKind, context: PageContext): string {
  const { changes, school, open } = group;
  if (changes.length === 0) return "";
  const byMark = groupBy(changes, markOf);
  const ordered = marks.flatMap((mark) => byMark.get(mark) ?? []);
  const shown = ordered.slice(0, context.rowsPerGroup);
  const more = ordered.length - shown.length;
  const number = schoolNumber(context, school);
  const rows = shown.map((change) => renderChange(change, number)).join("");
  const nouns = kindNouns[kind].many;
  const title = nouns.charAt(0).toUpperCase() + nouns.slice(1);
  const note = more > 0 ? moreNote(moreWords(more, kind)) : "";
  return (
    `\n<details class="group kind"${open ? " open" : ""}><summary>${title} ${renderChips(changes)}</summary>` +
    `\n<ul class="changes">${rows}</ul>${note}</details>`
  );
}

function moreWords(more: number, kind: ObjectKind): string {
  return `${countOf(more, kindNouns[kind])} more, not shown on this page. The JSON record holds all of them.`;
}

function moreNote(text: string): string {
  return `<p class="more">${text}</p>`;
}

function planNotes(plan: Plan): readonly string[] {
  return [
    plan.changes.length === 0
      ? "<p>Nothing to change: the LMS already is as the SIS wants it.</p>"
      : "",
    plan.complete
      ? ""
      : '<p class="note">The SIS could not be read to its end, so no removal was planned.</p>',
    plan.applyable ? "" : '<p class="note">Nothing of this plan was allowed to be applied.</p>',
  ];
}

function untouchedNote(plan: Plan): string {
  const parts = ObjectKind.options.flatMap((kind) => {
    const count = plan.untouched[kind] ?? 0;
    return count === 0 ? [] : [countOf(count, kindNouns[kind])];
  });
  return parts.length === 0 ? "" : `<p class="untouched">Already right: ${parts.join(", ")}.</p>`;
}
