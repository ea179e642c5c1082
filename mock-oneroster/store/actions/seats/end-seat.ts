import type { Seat } from "../../records.ts";
import type { Table } from "../../table/table.ts";
import type { ActionScene } from "../scene.ts";

/** Which seat ends, and its last day. */
export interface SeatEnd<Row extends Seat> {
  readonly table: Table<Row>;
  readonly seat: Row;
  readonly lastDay: string;
}

/**
 * Ends a seat. It keeps the day as its last, so that it is over by any reading of `endDate`; one that had not
 * begun by then goes.
 */
export function endSeat<Row extends Seat>(
  { modified }: ActionScene,
  { table, seat, lastDay }: SeatEnd<Row>,
): void {
  if (seat.beginDate !== undefined && seat.beginDate > lastDay) table.delete(seat.id);
  else table.put({ ...seat, endDate: lastDay, modified });
}
