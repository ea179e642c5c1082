import type { ClassView } from "./class-view.ts";
import type { RefMaker } from "./refs.ts";

const noRef: RefMaker = (type, sourcedId) => ({ href: "", sourcedId, type });

/**
 * A view in which what is to be deleted never was (Ed-Fi: deletions vanish, facts §8.1). It looks at every record
 * once, which only servers of this style pay for.
 */
export function withoutDeleted(view: ClassView): ClassView {
  const stays = (handle: number): boolean => view.record(handle, noRef)["status"] !== "tobedeleted";
  return {
    ...view,
    handles: view.handles.filter(stays),
    shows: (handle) => view.shows(handle) && stays(handle),
    find: (sourcedId) => {
      const handle = view.find(sourcedId);
      return handle !== -1 && stays(handle) ? handle : -1;
    },
    candidates: (field, text) => {
      const found = view.candidates(field, text);
      return found === undefined ? undefined : { ...found, handles: found.handles.filter(stays) };
    },
  };
}
