import {
  type CellValue,
  formatCell,
  guidPattern,
  strictReader,
} from "../../contracts/oneroster/csv/cells.ts";
import { type Column, csvColumns } from "../../contracts/oneroster/csv/columns.ts";
import { mergeObjectives } from "../../contracts/oneroster/csv/objective-rows.ts";
import { isMembers, member, type WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import type { ClassName } from "../../contracts/oneroster/vocabulary.ts";
import { unreadable } from "../../contracts/oneroster/tolerant-values.ts";
import { standInFor } from "../export/stand-ins.ts";
import { type Fields, isRequired } from "./canonical-record.ts";
import { columnOf, columnsOf, fileOf, targetOf } from "./class-columns.ts";
import { type Difference, isSame, itemsOf, type Sides, type Test } from "./difference.ts";

/** What may be between REST on the left and CSV of the same version on the right. */
export const bindingTests = {
  "right-absent-in-bulk": ({ right }, { rightMode }) => right === undefined && rightMode === "bulk",
  "left-deleted-in-bulk": ({ right, leftRecord }, { rightMode }) =>
    right === undefined && rightMode === "bulk" && isDeleted(leftRecord),
  "left-id-outside-csv": ({ id, right }) => right === undefined && !guidPattern.test(id),
  "left-requires-what-right-lacks": (difference, sides) =>
    difference.right === undefined && lacksRequired(difference, sides),
  "left-unfit-where-required": ({ className, leftRecord, right }, { version }) =>
    right === undefined &&
    columnsOf(version, className).some(
      ({ column, field }) =>
        column.need === "always" &&
        cannotBeFilled(version, { className, column, value: leftRecord[field] }),
    ),
  "nearest-status": ({ left, right }) =>
    left !== undefined &&
    left !== "active" &&
    left !== "tobedeleted" &&
    right === (gone.has(left) ? "tobedeleted" : "active"),
  "same-moment": ({ left, right }) => Date.parse(String(left)) === Date.parse(String(right)),
  "left-open-and-right-stands-in": (difference, sides) => {
    const { className, field, id, left, right } = difference;
    const { version } = sides;
    const column = columnOf(version, className, field);
    const file = fileOf(className);
    if (column?.need !== "always" || file === undefined) return false;
    const isOpen = isBlank(left) || isDangling(difference, sides) || !fits(version, column, left);
    if (!isOpen) return false;
    // A list that says nothing may be what a school left open; a value that is not there was lost.
    const isLost = left === undefined && column.kind !== "refs";
    if (isLost && isRequired(version, className, field)) return false;
    const isKnown = standInFor(version, file, column.name) !== undefined;
    return isKnown ? right !== undefined : right === id;
  },
  "left-blank-and-right-absent": ({ left, right }) => isBlank(left) && right === undefined,
  "same-in-one-line": ({ left, right }) => left !== undefined && isSame(inOneLine(left), right),
  "same-day": ({ left, right }) =>
    typeof left === "string" &&
    (right === left.slice(0, 10) || right === `${left.slice(0, 10)}T00:00:00.000Z`),
  "metadata-as-text": ({ field, left, right }) => {
    if (!field.startsWith("metadata.")) return false;
    const isColumn = mayNameColumn(field.slice("metadata.".length));
    if (isColumn && isPlain(left) && !isBlank(left)) return right === inOneLine(String(left));
    return right === undefined;
  },
  "right-without-dangling": ({ className, field, left, right }, { version, rightHas }) => {
    const target = targetOf(version, className, field);
    if (target === undefined) return false;
    const linked = itemsOf(left).filter((item) => rightHas(target, idIn(item)));
    return linked.length < itemsOf(left).length && isSame(linked, itemsOf(right));
  },
  "right-without-unfit-items": (difference, { version }) =>
    Array.isArray(difference.left) &&
    isSame(fittingItems(difference, version), difference.right ?? []),
  "left-unfit-and-right-absent": ({ className, field, left, right }, { version }) => {
    const column = columnOf(version, className, field);
    return right === undefined && column !== undefined && !fits(version, column, left);
  },
  "same-profiles-in-rows": ({ left, right }) =>
    isSameList(profileRows(membersIn(left)), profileRows(membersIn(right)), isSameProfile),
  "same-roles-in-rows": (difference, sides) => {
    const { left: _left, right, leftRecord, rightRecord } = difference;
    return isSameList(writableRoles(difference, sides), membersIn(right), (one, other) => {
      const { userProfile: mine, ...here } = one;
      const { userProfile: yours, ...there } = other;
      const [own, others] = [profileOf(leftRecord, mine), profileOf(rightRecord, yours)];
      const isSameUse =
        own === undefined || others === undefined ? own === others : isSameProfile(own, others);
      return isSame(here, there) && isSameUse;
    });
  },
  "same-objectives": ({ left, right }) => isSame(mergeObjectives(membersIn(left)), right),
} as const satisfies Readonly<Record<string, Test>>;

const checkedKinds: ReadonlySet<Column["kind"]> = new Set([
  "date",
  "flag",
  "number",
  "word",
  "year",
]);
const gone: ReadonlySet<unknown> = new Set(["tobedeleted", "inactive"]);

function isDeleted({ status }: Fields): boolean {
  return gone.has(status);
}

/** Says of a reference, or of all in a list, that they lead to nothing on the right. */
function isDangling({ className, field, left }: Difference, { version, rightHas }: Sides): boolean {
  const target = targetOf(version, className, field);
  return target !== undefined && !itemsOf(left).some((item) => rightHas(target, idIn(item)));
}

function lacksRequired(
  { className, id, leftRecord }: Difference,
  { version, rightHas }: Sides,
): boolean {
  if (className === "demographics") return !rightHas("user", id);
  return columnsOf(version, className).some(({ column, field }) => {
    const target = targetOf(version, className, field);
    const items = itemsOf(leftRecord[field]);
    if (column.need !== "always" || target === undefined || items.length === 0) return false;
    return !items.some((item) => rightHas(target, idIn(item)));
  });
}

/** Says of a required cell that its value does not fit, or that its stand-in may be missing too. */
function cannotBeFilled(
  version: Sides["version"],
  {
    className,
    column,
    value,
  }: { readonly className: ClassName; readonly column: Column; readonly value: unknown },
): boolean {
  if (checkedKinds.has(column.kind) && value !== undefined) return !fits(version, column, value);
  const file = fileOf(className);
  const standIn = file === undefined ? undefined : standInFor(version, file, column.name);
  return value === undefined && standIn?.says === "the district";
}

/** Says whether a value that is there reads in its column. */
function fits(version: Sides["version"], column: Column, value: unknown): boolean {
  if (typeof value !== "string" && typeof value !== "number") return value === undefined;
  return strictReader(version, column)(formatCell(value)) !== unreadable;
}

/** The items of a list that a cell can hold; of subjects and codes only those whose partner fits too. */
function fittingItems(
  { className, field, left, leftRecord }: Difference,
  version: Sides["version"],
): readonly unknown[] | undefined {
  const column = columnOf(version, className, field);
  if (column === undefined || !["list", "words", "pairs"].includes(column.kind)) return undefined;
  const read = strictReader(version, column);
  const fitting = (item: unknown): boolean => {
    const cell = cellOf(item);
    const value = cell === undefined ? unreadable : read(formatCell(cell));
    return isSame(value, [cell].flat());
  };
  const partner = partners[field];
  if (partner === undefined) return itemsOf(left).filter(fitting);
  const others = itemsOf(leftRecord[partner]);
  if (others.length === 0) return itemsOf(left).filter(fitting);
  if (others.length !== itemsOf(left).length)
    return field === "subjectCodes" ? [] : itemsOf(left).filter(fitting);
  return itemsOf(left).filter((item, index) => fitting(item) && fitting(others[index]));
}

const partners: Readonly<Record<string, string>> = {
  subjects: "subjectCodes",
  subjectCodes: "subjects",
};

function cellOf(item: unknown): CellValue | undefined {
  if (typeof item === "string") return item;
  const [left, right] = [
    member(item, "type") ?? member(item, "itemValueLHS"),
    member(item, "identifier") ?? member(item, "itemValueRHS"),
  ];
  return left === undefined || right === undefined ? undefined : [{ left, right }];
}

function isBlank(value: unknown): boolean {
  return value === undefined || (typeof value === "string" && value.trim() === "");
}

function mayNameColumn(name: string): boolean {
  return name.trim() === name && name !== "" && name.length <= 200 && !/\p{Cc}|\p{Cs}/u.test(name);
}

function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** The same with every text in one line of whole characters. */
function inOneLine(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_name, inner: unknown) =>
      typeof inner === "string"
        ? inner.replace(/\r\n|[\r\n]/g, " ").replace(/\p{Surrogate}/gu, "\uFFFD")
        : inner,
    ),
  );
}

/** The id in a reference, or in the org of a role. */
function idIn(item: unknown): string {
  return typeof item === "string" ? item : (member(item, "org") ?? "");
}

/** The roles that a row can hold, without dates that it cannot. */
function writableRoles({ left }: Difference, { version, rightHas }: Sides): readonly WireRecord[] {
  const columns = new Map(csvColumns(version, "roles").map((column) => [column.name, column]));
  const isFit = (name: string, value: unknown): boolean => {
    const column = columns.get(name);
    return column === undefined || fits(version, column, value);
  };
  return membersIn(left)
    .filter(
      (role) =>
        rightHas("org", idIn(role)) &&
        ["role", "roleType"].every((name) => isFit(name, role[name])),
    )
    .map((role) =>
      Object.fromEntries(Object.entries(role).filter(([name, value]) => isFit(name, value))),
    );
}

/** A profile of a user by its id, as the row that a role refers to. */
function profileOf(user: Fields, profileId: unknown): WireRecord | undefined {
  const found = membersIn(user["userProfiles"]).find((one) => one["profileId"] === profileId);
  return found === undefined ? undefined : profileRows([found])[0];
}

/** Profiles as CSV has them: one for each credential, and one without says of it nothing. */
function profileRows(profiles: readonly WireRecord[]): readonly WireRecord[] {
  return profiles.flatMap((profile) => {
    const { profileId: _, credentials, ...about } = profile;
    const found = membersIn(credentials);
    const rows = found.length === 0 ? [{}] : found;
    return rows.map(({ type, username }: WireRecord) => ({ ...about, type, username }));
  });
}

/** Blank cells of a profile have stand-ins where the column is required, and say nothing elsewhere. */
function isSameProfile(left: WireRecord, right: WireRecord): boolean {
  const names = ["profileType", "vendorId", "type", "username", "applicationId", "description"];
  return names.every((name, index) => {
    if (isBlank(left[name]))
      return index < 4 ? right[name] !== undefined : right[name] === undefined;
    return isSame(inOneLine(left[name]), right[name]);
  });
}

function isSameList<Item>(
  left: readonly Item[],
  right: readonly Item[],
  isSameItem: (one: Item, other: Item) => boolean,
): boolean {
  return (
    left.length === right.length &&
    left.every((item, index) => {
      const other = right[index];
      return other !== undefined && isSameItem(item, other);
    })
  );
}

function membersIn(value: unknown): readonly WireRecord[] {
  return itemsOf(value).filter((item): item is WireRecord => isMembers(item));
}
