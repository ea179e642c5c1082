import type { Stamped } from "../../store/records.ts";
import type { WireRecord } from "../refs.ts";

/** The four fields that every class has. */
export function stampFields(sourcedId: string, row: Omit<Stamped, "id">): WireRecord {
  return {
    sourcedId,
    status: row.status,
    dateLastModified: row.modified,
    metadata: row.metadata,
  };
}

/** Filters on status and dateLastModified go by the columns of a table. */
export const stampColumns = {
  status: { field: "status", few: true },
  dateLastModified: { field: "modified", few: true },
} as const;
