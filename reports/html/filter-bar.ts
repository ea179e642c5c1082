import { ObjectKind } from "../../contracts/run/plan.ts";
import { kindNouns } from "../wording.ts";
import { showValue } from "./markup.ts";
import type { PageContext } from "./page-context.ts";

const schoolsMax = 500;

/** Search and filters. Hidden until the page's script runs, since they do nothing without it. */
export function renderFilterBar({ schools, rowsLeftOut }: PageContext): string {
  const schoolOptions = [...schools.values()]
    .slice(0, schoolsMax)
    .map(({ number, name }) => `<option value="${number}">${showValue(name, 80)}</option>`);
  const kindOptions = ObjectKind.options.map(
    (kind) => `<option value="${kind}">${kindNouns[kind].many}</option>`,
  );
  return (
    `<form id="filter" class="filter" role="search" data-more="${rowsLeftOut}" hidden>` +
    '<label>Search <input id="filter-text" type="search" autocomplete="off" placeholder="name, address, reason"></label>' +
    `<label>School <select id="filter-school"><option value="">all</option>${schoolOptions.join("")}</select></label>` +
    `<label>Kind <select id="filter-kind"><option value="">all</option>${kindOptions.join("")}</select></label>` +
    '<button type="reset">Clear</button><button type="button" id="expand">Open all</button>' +
    '<output id="filter-count" aria-live="polite"></output></form>'
  );
}
