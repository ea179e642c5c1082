import type { Context, Hono } from "hono";
import { parseBulkRequest } from "../../contracts/lms/bulk.ts";
import { AdvisorAssociationRow, ParentAssociationRow } from "../../contracts/lms/enrollment.ts";
import { ReactivateRow, UserWrite } from "../../contracts/lms/user.ts";
import { importParentAssociation, type AssociationLink } from "../actions/association-actions.ts";
import { importAdvisorAssociation, type AdvisorLink } from "../actions/relative-actions.ts";
import {
  deactivateUser,
  postUser,
  putUser,
  reactivateUser,
  type DeactivationOptions,
} from "../actions/user-actions.ts";
import type { Applied, LiveWorld } from "../actions/live-world.ts";
import { toInactiveUser, toUser } from "../project/to-wire.ts";
import { readParentAccessCode } from "../project/parent-access-code.ts";
import type { UserPostOptions } from "../rules/user-row.ts";
import type { UserRecord } from "../store/records.ts";
import {
  badCall,
  boundRows,
  idIn,
  isOn,
  notFound,
  readBody,
  readCall,
  readList,
  readRows,
  readWhole,
  replyPage,
  rootOf,
  type RouteContext,
} from "./call.ts";
import { carryOutBody, carryOutOne, carryOutRows, replyRows, type RowForm } from "./row-results.ts";

/** Reading users. Lists hold active accounts only. */
export function addUserReadRoutes(api: Hono, { world }: RouteContext): void {
  const { users } = world.store;

  api.get("/users", (c) =>
    replyPage(c, listUsers(c, world), {
      key: "user",
      total: "text",
      render: (record) => toUser(record, world, rootOf(c)),
    }),
  );
  api.get("/users/inactive", (c) =>
    replyPage(
      c,
      [...users.values()].filter((user) => !isActive(user)),
      {
        key: "user",
        total: "number",
        render: (record) => toInactiveUser(record, world.apiUserId),
      },
    ),
  );
  api.get("/users/inactive/:id", (c) => {
    const user = users.get(idIn(c));
    if (user === undefined || isActive(user)) throw notFound();
    return c.json(toInactiveUser(user, world.apiUserId));
  });
  api.get("/users/languages", (c) => c.json({ language: languages }));
  api.get("/users/ext/:school_uid", (c) => {
    const user = users.find("schoolUid", c.req.param("school_uid"));
    if (user === undefined || !isActive(user)) throw notFound();
    return c.redirect(`${rootOf(c)}/users/${user.id}`, 303);
  });
  api.get("/users/:id", (c) => {
    const user = users.get(idIn(c));
    if (user === undefined || !isActive(user)) throw notFound();
    return c.json(toUser(user, world, rootOf(c)));
  });
}

/** Creating and changing users, fifty at a time (Schoology API: users bulk). */
export function addUserWriteRoutes(api: Hono, { world, journal }: RouteContext): void {
  api.post("/users", async (c) => {
    const options = readPostOptions(c);
    const call = await readCall(c, "user");
    const perform = (row: UserWrite): Applied<UserRecord> => postUser(world, row, options);
    if ("single" in call) {
      const record = carryOutBody(call.single, UserWrite, { journal, perform });
      return c.json(toUser(record, world, rootOf(c)), 201);
    }
    const form = userForm(c, 200);
    return replyRows(c, carryOutRows(call.rows, UserWrite, { perform, form }), {
      journal,
      singular: "user",
    });
  });
  api.put("/users", async (c) => {
    const results = carryOutRows(await readRows(c, "user"), UserWrite, {
      perform: (row) => putUser(world, row),
      form: userForm(c, 204),
    });
    return replyRows(c, results, { journal, singular: "user" });
  });
  api.put("/users/:id{[0-9]+}", async (c) => {
    const id = String(idIn(c));
    carryOutBody(await readBody(c), UserWrite, {
      journal,
      perform: (row) => putUser(world, { ...row, id }),
    });
    return c.body(null, 204);
  });
  api.post("/users/import/associations/parents", async (c) => {
    const results = carryOutRows(await readRows(c, "association"), ParentAssociationRow, {
      perform: (row) => importParentAssociation(world, row),
      form: associationForm,
    });
    return replyRows(c, results, { journal, singular: "association" });
  });
  api.post("/users/import/associations/advisors", async (c) => {
    const results = carryOutRows(await readRows(c, "association"), AdvisorAssociationRow, {
      perform: (row) => importAdvisorAssociation(world, row),
      form: advisorForm,
    });
    return replyRows(c, results, { journal, singular: "association" });
  });
}

/** Making users inactive and active again. Nothing else ever happens to an account (guide R115). */
export function addUserLifeRoutes(api: Hono, { world, journal }: RouteContext): void {
  api.put("/users/reactivate", async (c) => {
    const body = await readBody(c);
    const rows = parseBulkRequest("user", body) ?? parseBulkRequest("user", { users: body });
    if (rows === undefined) throw badCall("The body holds no user rows.");
    const results = carryOutRows(boundRows(rows), ReactivateRow, {
      perform: (row) =>
        reactivateUser(world, Number(row.uid), { reenroll: row.option_reenroll === 1 }),
      form: {
        code: 200,
        echo: () => ({}),
        describe: (user) => ({
          location: `${rootOf(c)}/users/${user.id}`,
          message: "The account is active again.",
        }),
      },
    });
    return replyRows(c, results, { journal, singular: "user" });
  });
  api.delete("/users", (c) => {
    const uids = readList(c, "uids");
    if (uids === undefined) throw badCall("Name the accounts in uids.");
    const results = carryOutRows(
      uids.map((uid) => ({ uid })),
      ReactivateRow,
      {
        perform: ({ uid }) => deactivateUser(world, Number(uid), lifeOptions(c)),
        form: { code: 204, echo: ({ uid }) => ({ id: uid }), describe: () => ({}) },
      },
    );
    return replyRows(c, results, { journal, singular: "user" });
  });
  api.delete("/users/:id", (c) => {
    carryOutOne(journal, deactivateUser(world, idIn(c), lifeOptions(c)));
    return c.body(null, 204);
  });
}

function lifeOptions(c: Context): DeactivationOptions {
  return {
    keepEnrollments: isOn(c, "option_keep_enrollments"),
    notify: c.req.query("email_notification") !== "0",
    comment: c.req.query("option_comment") ?? "",
  };
}

function isActive(user: UserRecord): boolean {
  return user.inactiveAtMs === null;
}

/** The active accounts that the filters leave (Schoology API: users). Each list holds at most 50 values. */
function listUsers(c: Context, world: LiveWorld): Iterable<UserRecord> {
  const { users } = world.store;
  const schoolUids = readList(c, "school_uids");
  const accessCodes = readList(c, "parent_access_codes");
  const roleIds = readList(c, "role_ids")?.map(Number);
  const building = c.req.query("building_id");
  const buildingId = building === undefined ? undefined : (readWhole(building) ?? -1);
  const byUid = schoolUids?.flatMap((uid) => users.find("schoolUid", uid) ?? []);
  const byCode = accessCodes?.flatMap(
    (code) => users.get(readParentAccessCode(world.random, code) ?? Number.NaN) ?? [],
  );
  const found = named(byUid, byCode);
  // Paging by id needs the order of ids; else accounts come as they were asked for.
  const ordered =
    c.req.query("start_id") === undefined
      ? found
      : found?.toSorted((left, right) => left.id - right.id);
  return filterUsers(ordered ?? users.values(), { roleIds, buildingId });
}

/** The accounts that are in both lists, each once; undefined without a list. */
function named(
  byUid: readonly UserRecord[] | undefined,
  byCode: readonly UserRecord[] | undefined,
): readonly UserRecord[] | undefined {
  const first = byUid ?? byCode;
  if (first === undefined) return undefined;
  const also = byCode === undefined ? undefined : new Set(byCode);
  return [...new Set(first)].filter((user) => also?.has(user) ?? true);
}

function* filterUsers(
  users: Iterable<UserRecord>,
  wanted: {
    readonly roleIds: readonly number[] | undefined;
    readonly buildingId: number | undefined;
  },
): Iterable<UserRecord> {
  for (const user of users) {
    const inRole = wanted.roleIds?.includes(user.roleId) ?? true;
    if (isActive(user) && inRole && isAt(user, wanted.buildingId)) yield user;
  }
}

function isAt(user: UserRecord, buildingId: number | undefined): boolean {
  if (buildingId === undefined || user.buildingId === buildingId) return true;
  return user.additionalBuildings.includes(buildingId);
}

function readPostOptions(c: Context): UserPostOptions {
  const resolution = c.req.query("email_conflict_resolution");
  return {
    updateExisting: isOn(c, "update_existing"),
    email: {
      ignoreOutside: isOn(c, "ignore_email_conflicts"),
      resolution: resolutions.get(resolution ?? "") ?? "none",
    },
  };
}

const resolutions: ReadonlyMap<string, "username" | "merge"> = new Map([
  ["1", "username"],
  ["2", "merge"],
]);

function userForm(c: Context, code: 200 | 204): RowForm<UserWrite, UserRecord> {
  const root = rootOf(c);
  return {
    code,
    echo: (row) => (row.school_uid === undefined ? {} : { school_uid: row.school_uid }),
    describe: (user) => ({
      location: `${root}/users/${user.id}`,
      school_uid: user.schoolUid,
      id: String(user.id),
    }),
  };
}

const associationForm: RowForm<ParentAssociationRow, AssociationLink> = {
  code: 200,
  echo: (row) => ({
    student_school_uid: row.student_school_uid ?? "",
    parent_school_uid: row.parent_school_uid ?? "",
  }),
  describe: (link) => ({
    student_uid: String(link.studentId),
    parent_uid: String(link.parentId),
  }),
};

const advisorForm: RowForm<AdvisorAssociationRow, AdvisorLink> = {
  code: 200,
  echo: (row) => ({
    student_school_uid: row.student_school_uid ?? "",
    advisor_school_uid: row.advisor_school_uid ?? "",
  }),
  describe: (link) => ({
    student_uid: String(link.studentId),
    advisor_uid: String(link.advisorId),
  }),
};

/** Languages that a person may choose. The shape is the original's, the selection is ours. */
const languages = [
  ["en", "English"],
  ["es", "Español"],
  ["fr", "Français"],
  ["ja", "日本語"],
  ["ms", "Bahasa Melayu"],
  ["pt-br", "Português (Brasil)"],
  ["zh-hans", "简体中文"],
].map(([code, name]) => ({ language_code: code, language_name: name }));
