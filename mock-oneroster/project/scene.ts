import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Sight } from "../store/sight.ts";
import type { IdClass, World } from "../store/world.ts";
import type { ClassView } from "./class-view.ts";
import type { WireIds } from "./wire-ids.ts";
import type { WireStyle } from "./wire-style.ts";

/** What the projectors of one version work with. */
export interface ProjectionScene {
  readonly world: World;
  readonly version: OneRosterVersion;
  readonly style: WireStyle;
  readonly ids: WireIds;
  readonly sight: Sight;
  /** The view of another class. */
  view(className: ClassName): ClassView;
  /** The key in the world of a sourcedId of a class: for looking up what refers to it. */
  keyOf(idClass: IdClass, sourcedId: string): string | undefined;
}
