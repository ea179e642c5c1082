import type { Random } from "../../core/random.ts";
import type { FaultOf } from "./fault.ts";
import { isJsonObject, type JsonObject, type JsonPage } from "./json-page.ts";
import { randomOfRow } from "./row-faults.ts";
import { strikesOf, type Strike } from "./strike.ts";
import { wrongTypeOf } from "./wrong-type.ts";

/** Leaves fields of records out, makes them null, or gives them a wrong type. Single records count as well. */
export function harmFields(page: JsonPage, strikes: readonly Strike[]): JsonPage {
  let { rows } = page;
  if (rows.length === 0) return page;
  for (const strike of strikesOf(strikes, "null-fields", "wrong-types", "missing-fields")) {
    if (strike.claim()) rows = rows.map((row, index) => harmRow(strike, row, index));
  }
  return rows === page.rows ? page : { ...page, rows };
}

type FieldFault = FaultOf<"null-fields" | "wrong-types" | "missing-fields">;

function harmRow(strike: Strike<FieldFault>, row: unknown, index: number): unknown {
  const random = randomOfRow(strike, row, index);
  const { fields, share } = strike.fault;
  if (!isJsonObject(row) || !random.chance(share)) return row;
  const harm = harmOf(strike.fault, random);
  return (fields ?? chooseField(row, random)).reduce<unknown>(
    (harmed, field) => changeAt(harmed, field.split("."), harm),
    row,
  );
}

/** A record without a sourcedId cannot be told from others, so that one goes only when it is named. */
function chooseField(row: JsonObject, random: Random): readonly string[] {
  const names = Object.keys(row).filter((name) => name !== "sourcedId");
  return names.length === 0 ? [] : [random.pick(names)];
}

/** Gives the object that holds a field anew, with the field harmed. */
type Harm = (holder: JsonObject, name: string) => JsonObject;

function harmOf({ fault }: FieldFault, random: Random): Harm {
  switch (fault) {
    case "null-fields":
      return (holder, name) => ({ ...holder, [name]: null });
    case "missing-fields":
      return (holder, name) =>
        Object.fromEntries(Object.entries(holder).filter(([other]) => other !== name));
    case "wrong-types":
      return (holder, name) =>
        Object.hasOwn(holder, name)
          ? { ...holder, [name]: wrongTypeOf(holder[name], random) }
          : holder;
    default:
      return fault satisfies never;
  }
}

/** Walks a dotted name, through every member of the lists on its way. */
function changeAt(value: unknown, path: readonly string[], harm: Harm): unknown {
  const [name, ...rest] = path;
  if (Array.isArray(value)) return value.map((one) => changeAt(one, path, harm));
  if (name === undefined || !isJsonObject(value)) return value;
  if (rest.length === 0) return harm(value, name);
  if (!Object.hasOwn(value, name)) return value;
  return { ...value, [name]: changeAt(value[name], rest, harm) };
}
