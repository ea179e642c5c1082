import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { createProjection } from "../project/projection.ts";
import { wireStyleDefault } from "../project/wire-style.ts";
import { idPolicyDefault, type IdClass, type World } from "../store/world.ts";

/**
 * The keys of a world's own records, for comparing its forms when ids of other classes than users are new in 1.2
 * (Campus facts A.4, idPolicy).
 */
export function createWorldKeys(
  world: World,
): (version: OneRosterVersion, className: ClassName, sourcedId: string) => string {
  const projection = createProjection(world, "1.2", wireStyleDefault);
  return (version, className, sourcedId) => {
    const isNew = version === "1.2" && isIdClass(className) && projection.ids.isGuid(className);
    return isNew ? (projection.keyOf(className, sourcedId) ?? sourcedId) : sourcedId;
  };
}

function isIdClass(className: ClassName): className is IdClass {
  return Object.hasOwn(idPolicyDefault, className);
}
