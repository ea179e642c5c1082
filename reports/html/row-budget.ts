/** The most changes that one group of a school and kind shows. */
export const rowsPerGroupMax = 300;
/** The most changes that one page shows, so that it opens at once from an e-mail. */
export const rowsPerPageMax = 12_000;

/** How many changes each group may show: 300, or fewer when the page would grow too long. */
export function rowsPerGroup(groupSizes: readonly number[]): number {
  let low = 1;
  let high = rowsPerGroupMax;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const rows = groupSizes.reduce((sum, size) => sum + Math.min(size, middle), 0);
    if (rows <= rowsPerPageMax) low = middle;
    else high = middle - 1;
  }
  return low;
}
