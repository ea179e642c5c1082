/** A limit that a figure must keep to, and how such a figure is written. */
export interface Bound {
  readonly wanted: string;
  holds(figure: number): boolean;
  show(figure: number): string;
}

type Show = Bound["show"];

/** Writes a share of 1 in per cent. */
export const percent: Show = (share) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
/** Writes a number with two decimals. */
export const decimal: Show = (value) =>
  value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
/** Writes a factor. */
export const times: Show = (factor) => `${decimal(factor)} x`;
/** Writes megabytes. */
export const megabytes: Show = (mb) => `${mb.toFixed(0)} MB`;
/** Writes a whole number with its thousands apart. */
export const whole: Show = (count) => Math.round(count).toLocaleString("en-US");

/** The figure may not be below the limit. */
export function atLeast(limit: number, show: Show): Bound {
  return { wanted: `at least ${show(limit)}`, holds: (figure) => figure >= limit, show };
}

/** The figure must be above the limit. */
export function over(limit: number, show: Show): Bound {
  return { wanted: `over ${show(limit)}`, holds: (figure) => figure > limit, show };
}

/** The figure must be below the limit. */
export function under(limit: number, show: Show): Bound {
  return { wanted: `under ${show(limit)}`, holds: (figure) => figure < limit, show };
}
