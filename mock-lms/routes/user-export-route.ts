import type { Hono } from "hono";
import type { LiveWorld } from "../actions/live-world.ts";
import { parentAccessCode } from "../project/parent-access-code.ts";
import type { UserRecord } from "../store/records.ts";
import { badCall, type RouteContext } from "./call.ts";

type Cell = (user: UserRecord, world: LiveWorld) => string | number;

/** The columns of the export, by the names that `fields` asks for (facts C.3, csvexport). */
const columns: ReadonlyMap<string, Cell> = new Map<string, Cell>([
  ["uid", (user) => user.id],
  ["school_uid", (user) => user.schoolUid],
  ["building_nid", (user) => user.buildingId],
  ["additional_buildings", (user) => user.additionalBuildings.join(",")],
  ["name_title", (user) => text(user, "name_title")],
  ["name_first", (user) => user.nameFirst],
  ["name_first_preferred", (user) => text(user, "name_first_preferred")],
  ["name_middle", (user) => text(user, "name_middle")],
  ["name_last", (user) => user.nameLast],
  ["role_id", (user) => user.roleId],
  ["role_name", (user, { store }) => store.roles.get(user.roleId)?.title ?? ""],
  ["name", (user) => user.username],
  ["mail", (user) => user.email],
  ["position", (user) => text(user, "position")],
  ["gender", (user) => text(user, "gender")],
  ["grad_year", (user) => text(user, "grad_year")],
  ["birthday_date", (user) => text(user, "birthday_date")],
  ["synced", (user) => user.synced],
  ["parent_access_code", (user, { random }) => parentAccessCode(random, user.id)],
]);

const usualFields = "uid,school_uid,building_nid,name_first,name_last,role_name,name,mail";
const rowsPerChunk = 500;

/** `GET csvexport/users?fields=`: the active accounts of the whole organisation, sent as they are read. */
export function addUserExportRoute(api: Hono, { world }: RouteContext): void {
  api.get("/csvexport/users", (c) => {
    const names = (c.req.query("fields") ?? usualFields).split(",").map((name) => name.trim());
    const cells = names.map((name) => {
      const cell = columns.get(name);
      if (cell === undefined) throw badCall("One of the fields is not exported.");
      return cell;
    });
    if (cells.length > columns.size) throw badCall("A field is asked for more than once.");
    c.header("Content-Type", "text/csv; charset=utf-8");
    return c.body(streamOf(chunksOf(world, names, cells)));
  });
}

/** The export in parts of many rows, so that a large organisation never stands in memory as one text. */
function* chunksOf(
  world: LiveWorld,
  names: readonly string[],
  cells: readonly Cell[],
): Generator<string, undefined> {
  let lines = [names.join(",")];
  for (const user of world.store.users.values()) {
    if (user.inactiveAtMs !== null) continue;
    lines.push(cells.map((cell) => quoted(String(cell(user, world)))).join(","));
    if (lines.length < rowsPerChunk) continue;
    yield `${lines.join("\r\n")}\r\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join("\r\n")}\r\n`;
}

function streamOf(chunks: Generator<string, undefined>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: (controller) => {
      const chunk = chunks.next();
      if (chunk.done === true) controller.close();
      else controller.enqueue(encoder.encode(chunk.value));
    },
  });
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function text(user: UserRecord, field: string): string {
  return String(user.profile[field] ?? "");
}
