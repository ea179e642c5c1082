/** The most files that a zip or folder may hold. The standard knows 22. */
export const entriesMax = 500;
/** The most bytes that all files of a bundle may have together, unpacked. */
export const bundleBytesMax = 2_000_000_000;
/** How many times larger than packed a file may become, once it is larger than `ratioFreeBytes`. */
export const expansionRatioMax = 200;
/** Below this size, unpacked, any expansion is fine: small repetitive files compress very well. */
export const ratioFreeBytes = 10_000_000;
/** The most characters that one row may have. A longer one is a quotation mark left open, or hostile. */
export const rowCharactersMax = 1_000_000;
/** The most rows that one file may have. */
export const rowsMax = 20_000_000;
/** The most columns that are looked at in a header. */
export const columnsMax = 1_000;
/** How many findings of one kind are listed for each file and column before they are only counted. */
export const listedMax = 50;
