import type { Operation } from "../../contracts/oneroster/operations.ts";
import { wrapperOf } from "../../contracts/oneroster/wrappers.ts";
import { ownOfSis } from "./own-of-sis.ts";
import { isMembers, type Members } from "./read-body.ts";
import { readRecord } from "./read-record.ts";
import { refuseLongTexts } from "./refuse-long-texts.ts";
import type { WriteScene } from "./scene.ts";
import { writtenClasses } from "./written-classes.ts";
import { invalid, WriteRefusal } from "./write-refusal.ts";

/** Creates the record with the id of the path, or replaces all of it. Says which (facts §1.4). */
export function putRecord(
  scene: WriteScene,
  { operation, id }: { readonly operation: Operation; readonly id: string },
  body: unknown,
): "created" | "replaced" {
  const { projection, rules } = scene;
  const { className } = operation;
  const { version, world } = projection;
  const writtenClass = writtenClasses[className];
  if (writtenClass === undefined) throw new WriteRefusal("crash", `Nobody writes a ${className}.`);
  const own = ownOfSis(world, className, id);
  if (own !== undefined) throw new WriteRefusal("forbidden", own);
  const at = wrapperOf(version, className).single;
  const fields = readRecord(unwrap(scene, body, at), {
    version,
    className,
    rules,
    at,
    implied: {},
  });
  if ((fields["sourcedId"] ?? id) !== id)
    throw invalid(`${at}.sourcedId is not the one in the path.`);
  refuseLongTexts(id, `${at}.sourcedId`, rules.textLengthMax);
  const put = writtenClass.take(scene, [{ id, fields, at }]);
  const isKnown = writtenClass.table(world).has(id) && projection.view(className).find(id) !== -1;
  put();
  return isKnown ? "replaced" : "created";
}

/** What stands in the wrapper of a body. */
export function unwrap({ rules }: WriteScene, body: unknown, wrapper: string): unknown {
  if (!isMembers(body) || body[wrapper] === undefined) {
    throw invalid(`The body must be an object with "${wrapper}".`);
  }
  if (rules.unknownFields === "refused") refuseOthers(body, wrapper);
  return body[wrapper];
}

function refuseOthers(body: Members, wrapper: string): void {
  const other = Object.keys(body).find((name) => name !== wrapper);
  if (other === undefined) return;
  throw invalid(`Nothing may stand beside "${wrapper}", as "${other.slice(0, 100)}" does.`);
}
