/** The end of every line (RFC 4180 §2). */
export const lineEnd = "\r\n";

/**
 * Writes cells as a line of CSV, without its end. Quotation marks stand where RFC 4180 asks for them, and around
 * blanks at either edge, which some readers would take away.
 */
export function csvLine(cells: readonly string[]): string {
  return cells.map(quoted).join(",");
}

const needsQuotes = /[",\r\n\uFEFF]|^ | $/;

function quoted(cell: string): string {
  return needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
