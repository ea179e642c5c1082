import { describe, expect, it } from "vitest";
import { formatBulkRequest } from "../../contracts/lms/bulk.ts";
import { InactiveUserList, User, UserList } from "../../contracts/lms/user.ts";
import { takeEmailElsewhere } from "../index.ts";
import { createTestLms, type TestLms } from "../testing/signed-client.ts";
import {
  codesOf,
  firstIds,
  postRows,
  roleIds,
  rowResults,
  userRow,
} from "../testing/small-school.ts";

const users = { kind: "user", path: "/users" } as const;
const updating = { kind: "user", path: "/users?update_existing=1" } as const;

async function readUser(lms: TestLms, id: number): Promise<User> {
  return User.parse((await lms.get(`/users/${id}`)).body);
}

describe("users", () => {
  it("creates rows with ids in order and answers each", async () => {
    const lms = createTestLms();
    const reply = await lms.post(
      "/users",
      formatBulkRequest("user", [
        userRow("u-1", { synced: 1 }),
        userRow("u-2", { building_id: 10_001 }),
      ]),
    );

    expect(reply.status).toBe(207);
    expect(rowResults("user", reply)).toEqual([
      {
        response_code: 200,
        id: "100000001",
        school_uid: "u-1",
        location: "http://lms.test/v1/users/100000001",
      },
      {
        response_code: 200,
        id: "100000002",
        school_uid: "u-2",
        location: "http://lms.test/v1/users/100000002",
      },
    ]);
    expect(reply.headers.get("X-Rehearse-Mock")).toBe("mock-lms");
  });

  it("gives ids as text and number, the organisation as building, and never a password", async () => {
    const lms = createTestLms();
    await postRows(lms, users, [userRow("u-1", { password: "geheim", grad_year: 2030 })]);

    const { body } = await lms.get(`/users/${firstIds.user}`);

    expect(body).toMatchObject({
      uid: "100000001",
      id: 100_000_001,
      building_id: firstIds.organization,
      synced: 0,
      grad_year: "2030",
    });
    expect(JSON.stringify(body)).not.toContain("geheim");
    expect(JSON.stringify([...lms.lms.store.users.values()])).not.toContain("geheim");
  });

  it.each([
    ["school_uid", { school_uid: " " }],
    ["name_first", { name_first: null }],
    ["name_last", { name_last: "" }],
    ["username or a primary_email", { username: "" }],
    ["role_id", { role_id: undefined }],
    ["role_id", { role_id: "999" }],
    ["building_id", { building_id: 77 }],
    ["additional_buildings", { additional_buildings: "10001,77" }],
    ["synced", { synced: "maybe" }],
    ["name_first", { name_first: {} }],
  ])("fails a row for its %s and carries out the others", async (field, wrong) => {
    const lms = createTestLms();

    const results = await postRows(lms, users, [userRow("u-1", wrong), userRow("u-2")]);

    expect(codesOf(results)).toEqual([400, 200]);
    expect(results[0]?.error).toContain(field);
    expect(lms.lms.counts().users).toBe(1);
  });

  it("takes a user with only an e-mail address", async () => {
    const lms = createTestLms();
    const row = userRow("u-1", { username: undefined, primary_email: "ada@x.org" });

    expect(codesOf(await postRows(lms, users, [row]))).toEqual([200]);
  });

  it.each([
    ["school_uid", { school_uid: "u-1" }],
    ["username", { username: "name-u-1" }],
    ["primary_email", { primary_email: "ADA@x.org" }],
  ])("fails a row whose %s is taken, even by a row of the same call", async (field, same) => {
    const lms = createTestLms();

    const results = await postRows(lms, users, [
      userRow("u-1", { primary_email: "ada@x.org" }),
      userRow("u-2", same),
    ]);

    expect(codesOf(results)).toEqual([200, 400]);
    expect(results[1]?.error).toContain(field);
  });

  it("tells Unique IDs apart by case", async () => {
    const lms = createTestLms();
    const rows = [userRow("u-a"), userRow("U-A")];

    expect(codesOf(await postRows(lms, users, rows))).toEqual([200, 200]);
  });

  it("updates by school_uid when asked to, and leaves alone what the row does not say", async () => {
    const lms = createTestLms();
    await postRows(lms, users, [userRow("u-1", { position: "Dean", additional_buildings: "" })]);
    await lms.post(`/schools/${firstIds.organization}/buildings`, { title: "North" });
    await lms.put(`/users/${firstIds.user}`, { additional_buildings: "10002" });

    const results = await postRows(lms, updating, [{ school_uid: "u-1", name_last: "New" }]);

    expect(codesOf(results)).toEqual([200]);
    expect(await readUser(lms, firstIds.user)).toMatchObject({
      name_first: "First",
      name_last: "New",
      position: "Dean",
      additional_buildings: ["10002"],
    });
    expect(lms.lms.counts().users).toBe(1);
  });

  it("changes rows by id and answers 204 for each", async () => {
    const lms = createTestLms();
    await postRows(lms, users, [userRow("u-1"), userRow("u-2")]);

    const reply = await lms.put(
      "/users",
      formatBulkRequest("user", [
        { id: firstIds.user, name_first: "Ada" },
        { id: firstIds.user + 1, username: "name-u-1" },
        { id: 5, name_first: "Nobody" },
      ]),
    );

    expect(codesOf(rowResults("user", reply))).toEqual([204, 400, 404]);
    expect((await readUser(lms, firstIds.user)).name_first).toBe("Ada");
  });

  it("creates and changes one user outside a bulk call", async () => {
    const lms = createTestLms();

    const created = await lms.post("/users", userRow("u-1"));
    const changed = await lms.put(`/users/${firstIds.user}`, { name_last: "New" });
    const wrong = await lms.post("/users", userRow("u-1"));

    expect([created.status, changed.status, wrong.status]).toEqual([201, 204, 400]);
    expect(User.parse(created.body).school_uid).toBe("u-1");
    expect(wrong.body).toContain("school_uid");
  });

  it("lists by page until there is no next", async () => {
    const lms = createTestLms();
    await postRows(
      lms,
      users,
      Array.from({ length: 45 }, (_, index) => userRow(`u-${index}`)),
    );

    const pages: string[][] = [];
    let path: string | undefined = "/users";
    while (path !== undefined) {
      const page = UserList.parse((await lms.get(path)).body);
      pages.push(page.user.map((user) => user.school_uid));
      expect(page.total).toBe(45);
      path = page.links?.next?.replace("http://lms.test/v1", "");
    }

    expect(pages.map((page) => page.length)).toEqual([20, 20, 5]);
    expect(new Set(pages.flat()).size).toBe(45);
  });

  it("filters lists by role, building and Unique ID", async () => {
    const lms = createTestLms();
    await lms.post(`/schools/${firstIds.organization}/buildings`, { title: "North" });
    await postRows(lms, users, [
      userRow("u-1", { role_id: roleIds.teacher }),
      userRow("u-2", { building_id: "10002" }),
      userRow("u-3", { additional_buildings: "10002" }),
    ]);
    const uids = async (query: string) =>
      UserList.parse((await lms.get(`/users?${query}`)).body).user.map((user) => user.school_uid);

    expect(await uids(`role_ids=${roleIds.teacher},${roleIds.parent}`)).toEqual(["u-1"]);
    expect(await uids("building_id=10002")).toEqual(["u-2", "u-3"]);
    expect(await uids("school_uids=u-3,nobody,u-1")).toEqual(["u-3", "u-1"]);
    expect((await lms.get(`/users?school_uids=${"u,".repeat(51)}`)).status).toBe(400);
  });

  it("redirects from a Unique ID to the user, with 303", async () => {
    const lms = createTestLms();
    await postRows(lms, users, [userRow("u/1 ä")]);

    const reply = await lms.get(`/users/ext/${encodeURIComponent("u/1 ä")}`);

    expect(reply.status).toBe(303);
    expect(reply.headers.get("location")).toBe("http://lms.test/v1/users/100000001");
    expect((await lms.get("/users/ext/nobody")).status).toBe(404);
  });

  it("makes accounts inactive instead of deleting them, and active again", async () => {
    const lms = createTestLms();
    await postRows(lms, users, [userRow("u-1"), userRow("u-2")]);

    const removed = await lms.remove(`/users?uids=${firstIds.user},5`);

    expect(codesOf(rowResults("user", removed))).toEqual([204, 404]);
    expect((await lms.get(`/users/${firstIds.user}`)).status).toBe(404);
    expect(lms.lms.counts().users).toBe(1);
    const [gone] = InactiveUserList.parse((await lms.get("/users/inactive")).body).user;
    expect(gone).toMatchObject({ uid: "100000001", school_uid: "u-1" });
    expect(codesOf(await postRows(lms, updating, [userRow("u-1")]))).toEqual([400]);

    const back = await lms.put("/users/reactivate", { user: [{ uid: firstIds.user }] });

    expect(codesOf(rowResults("user", back))).toEqual([200]);
    expect((await readUser(lms, firstIds.user)).school_uid).toBe("u-1");
    expect((await lms.remove(`/users/${firstIds.user}`)).status).toBe(204);
    expect((await lms.remove(`/users/${firstIds.user}`)).status).toBe(404);
  });

  it("refuses 51 rows as a whole", async () => {
    const lms = createTestLms();
    const rows = Array.from({ length: 51 }, (_, index) => userRow(`u-${index}`));

    const reply = await lms.post("/users", formatBulkRequest("user", rows));

    expect(reply.status).toBe(400);
    expect(lms.lms.counts().users).toBe(0);
    expect(codesOf(await postRows(lms, users, rows.slice(1)))).toHaveLength(50);
  });
});

const taken = userRow("u-9", { username: undefined, primary_email: "ada@x.org" });
const post = async (lms: TestLms, query: string, row: object) =>
  postRows(lms, { kind: "user", path: `/users?${query}` }, [row]);
const createTaken = (domainVerified = false): TestLms => {
  const lms = createTestLms();
  takeEmailElsewhere(lms.lms, { email: "Ada@x.org", domainVerified });
  return lms;
};

describe("e-mail conflicts", () => {
  it("fails a row whose address belongs to another organisation (F20)", async () => {
    expect(codesOf(await post(createTaken(), "", taken))).toEqual([400]);
  });

  it("creates without the address and with the Unique ID as username when told to ignore", async () => {
    const lms = createTaken();

    expect(codesOf(await post(lms, "ignore_email_conflicts=1", taken))).toEqual([200]);
    expect(await readUser(lms, firstIds.user)).toMatchObject({
      username: "u-9",
      primary_email: "",
    });
  });

  it("keeps failing inside the organisation though told to ignore", async () => {
    const lms = createTestLms();
    await post(lms, "", userRow("u-1", { primary_email: "ada@x.org" }));

    expect(codesOf(await post(lms, "ignore_email_conflicts=1", taken))).toEqual([400]);
  });

  it("goes on with the local part, or the username given, by resolution 1", async () => {
    const lms = createTaken();

    await post(lms, "email_conflict_resolution=1", taken);
    await post(lms, "email_conflict_resolution=1", userRow("u-8", { primary_email: "ada@x.org" }));

    expect((await readUser(lms, firstIds.user)).username).toBe("ada");
    expect((await readUser(lms, firstIds.user + 1)).username).toBe("name-u-8");
  });

  it("takes the address over by resolution 2, on a verified domain only", async () => {
    const verified = createTaken(true);
    const foreign = createTaken(false);

    await post(verified, "email_conflict_resolution=2", taken);
    await post(foreign, "email_conflict_resolution=2", taken);

    expect((await readUser(verified, firstIds.user)).primary_email).toBe("ada@x.org");
    expect(verified.lms.store.outsideEmails.size).toBe(0);
    expect(await readUser(foreign, firstIds.user)).toMatchObject({
      primary_email: "",
      username: "ada",
    });
  });
});
