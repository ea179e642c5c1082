import type { ClassView } from "../project/class-view.ts";
import type { RefMaker } from "../project/refs.ts";

/** Where records are selected from. */
export interface SelectionSource {
  readonly view: ClassView;
  /** The part of the class that a path serves, in the order of the sourcedIds. */
  readonly handles: Uint32Array;
  /** Whether that part is the whole class. */
  readonly isWhole: boolean;
  readonly ref: RefMaker;
  /**
   * Lets other requests be answered in between, and says whether the view is still that of the world. Without it a
   * selection is made in one go.
   */
  readonly pause?: () => Promise<boolean>;
}
