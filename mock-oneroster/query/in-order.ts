import type { ClassView } from "../project/class-view.ts";
import { compareText } from "../store/compare-text.ts";

/** Puts handles of a view in the order of their sourcedIds, each once. */
export function inOrder(view: ClassView, handles: Iterable<number>): Uint32Array {
  const keyed = Array.from(new Set(handles), (handle) => ({
    handle,
    id: view.sourcedIdAt(handle),
  }));
  keyed.sort((a, b) => compareText(a.id, b.id));
  return Uint32Array.from(keyed, ({ handle }) => handle);
}
