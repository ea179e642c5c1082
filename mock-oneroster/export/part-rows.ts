import { formatCell } from "../../contracts/oneroster/csv/cells.ts";
import { type Join, partsToRows } from "../../contracts/oneroster/csv/join-rows.ts";
import type { RowValues } from "../../contracts/oneroster/csv/row.ts";
import { member, recordToRow, type WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import { isIncluded, stampOf } from "./export-scene.ts";
import type { Resolves } from "./fit-cell.ts";
import { createRowFitter } from "./fit-row.ts";
import { createFreshIds, csvId } from "./part-ids.ts";
import { recordsOf } from "./records-of.ts";
import { roleRowIds } from "./role-row-ids.ts";
import type { RowScene, WrittenRow } from "./row-scene.ts";
import { createStandInScene } from "./stand-in-scene.ts";

/** Gives the rows of a join file, such as roles.csv, in the order of the records that they belong to. */
export function* partRows(scene: RowScene, join: Join): Generator<WrittenRow, void> {
  const { version, survey, losses } = scene;
  const owner = { id: "", profiles: new Set<string>() };
  const resolves: Resolves = (file, id) => {
    if (file === join.of && id === owner.id) return true;
    return file === "userProfiles" ? owner.profiles.has(id) : survey.resolves(file, id);
  };
  const standIns = createStandInScene(scene, survey.resolves);
  const fitOwner = createRowFitter({ version, file: join.of, resolves: survey.resolves });
  const fit = createRowFitter({ version, file: join.file, resolves });
  const rowsOf = createDrafts(scene, join);
  for (const { record, sourcedId, isRepeated } of recordsOf(scene, join.of)) {
    if (record[join.field] === undefined || isRepeated) continue;
    if (!isIncluded(scene, record) && !scene.isReferent(join.of, sourcedId)) continue;
    if (!isWritten(record, sourcedId)) continue;
    owner.id = sourcedId;
    if (join.field === "roles") {
      owner.profiles = new Set(survey.profileIds.of(record).map(({ rowId }) => rowId));
    }
    const stamp = scene.mode === "bulk" ? {} : stampOf(scene, record, []);
    for (const draft of rowsOf(record, sourcedId)) {
      const { values, notes } = fit(draft, { ...standIns, record, draft });
      for (const note of notes) losses.add(join.file, sourcedId, note);
      if (values !== undefined) yield { values: { ...values, ...stamp }, metadata: [] };
    }
  }

  function isWritten(record: WireRecord, sourcedId: string): boolean {
    if (survey.knowsIdsOf(join.of)) return survey.resolves(join.of, sourcedId);
    const draft = recordToRow(version, join.of, record);
    return fitOwner(draft, { ...standIns, record, draft }).values !== undefined;
  }
}

type Drafts = (record: WireRecord, owner: string) => readonly RowValues[];

/** Makes the drafts of the rows of a record, under ids that CSV allows and no other row has. */
function createDrafts(scene: RowScene, join: Join): Drafts {
  const { profileIds } = scene.survey;
  if (join.field === "roles") return createRoleDrafts(scene, join);
  if (join.field === "userProfiles") {
    return (record) => {
      const ids = profileIds.of(record);
      return partsToRows(join, record).map((row, place) => ({
        ...row,
        sourcedId: ids[place]?.rowId ?? idOf(row),
      }));
    };
  }
  return (record) =>
    partsToRows(join, record).map((row) => ({ ...row, sourcedId: csvId(idOf(row)) }));
}

/** Rows of roles keep the ids that they had in an imported bundle, and refer to rows of profiles. */
function createRoleDrafts({ survey, projection }: RowScene, join: Join): Drafts {
  const fresh = createFreshIds();
  return (record, owner) => {
    const rows = partsToRows(join, record);
    const known = roleRowIds(projection.world, owner);
    const profiles = survey.profileIds.of(record);
    const roles = Array.isArray(record["roles"]) ? record["roles"] : [];
    return rows.map((row, place) => {
      const written = known.length === rows.length ? known[place] : undefined;
      const sourcedId = fresh.take(written ?? idOf(row));
      const uri = member(roles[place], "userProfile");
      if (uri === undefined) return { ...row, sourcedId };
      const profile = profiles.find(({ profileId }) => profileId === uri);
      return { ...row, sourcedId, userProfileSourcedId: profile?.rowId ?? "" };
    });
  };
}

function idOf(row: RowValues): string {
  return formatCell(row["sourcedId"] ?? "");
}
