import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { ClassView } from "./class-view.ts";
import type { Projection } from "./projection.ts";
import { createRefs, type RefMaker, type WireRecord } from "./refs.ts";
import { createRenderer, type PageFrame, type Renderer } from "./render.ts";

/** Handles, at once or after a while; undefined when the world changed meanwhile. */
export type Selected = Uint32Array | Promise<Uint32Array | undefined>;

/** Where one version of a world is read: the records, what was selected of them lately, and their bytes. */
export interface ReadDesk {
  readonly projection: Projection;
  /** Makes the views of the longest lists. */
  prepare(): void;
  refs(rootUrl: string): RefMaker;
  /** The records of a kind, such as students; all without a kind. */
  subset(view: ClassView, kind: string | undefined): Uint32Array;
  /** What was selected under a key while the view is as it is. */
  remembered(
    view: ClassView,
    key: string,
    select: () => Selected | undefined,
  ): Selected | undefined;
  /** The page of some records of a view, which must be that of the world. */
  page(className: ClassName, handles: Uint32Array, wanted: WantedPage): Buffer<ArrayBuffer>;
  json(className: ClassName, handle: number, wanted: WantedRecord): string;
}

/** For whom a record is written, and which fields of it. */
export interface WantedRecord {
  readonly rootUrl: string;
  /** All fields when absent. */
  readonly fields: readonly string[] | undefined;
}

/** The same for a page. */
export interface WantedPage extends WantedRecord {
  readonly frame: PageFrame;
}

/** Selections that are remembered for each class. */
const selectionsMax = 16;
/** Root addresses whose bytes are kept. A server goes by one or two names. */
const rootsMax = 2;
const keptBytesMax = 4 << 20;

/** Opens the desk of a projection whose records lie under the paths of a version. */
export function createReadDesk(projection: Projection, pathVersion: OneRosterVersion): ReadDesk {
  const { style } = projection;
  const restyle = style.flags === "json" ? withJsonFlags : undefined;
  const refMakers = new Map<string, RefMaker>();
  const subsets = new WeakMap<ClassView, Map<string, Uint32Array>>();
  const selections = new WeakMap<ClassView, Map<string, Selected>>();
  const renderers = new WeakMap<ClassView, Map<string, Renderer>>();
  const refs = (rootUrl: string): RefMaker =>
    remember(refMakers, { key: rootUrl, max: rootsMax }, () =>
      createRefs(pathVersion, style.hrefs === "absolute" ? rootUrl : pathOf(rootUrl)),
    );
  const styled = (record: WireRecord): WireRecord =>
    restyle === undefined ? record : restyle(record);
  const record = (className: ClassName, handle: number, wanted: WantedRecord): string => {
    const full = styled(projection.view(className).record(handle, refs(wanted.rootUrl)));
    return JSON.stringify(wanted.fields === undefined ? full : pick(full, wanted.fields));
  };
  const rendererOf = (className: ClassName, rootUrl: string): Renderer => {
    const view = projection.view(className);
    const known = inner(renderers, view);
    return remember(known, { key: rootUrl, max: rootsMax }, () =>
      createRenderer({ view, ref: refs(rootUrl), restyle, keptBytesMax }),
    );
  };
  return {
    projection,
    prepare: () => {
      for (const className of ["user", "enrollment"] as const) projection.view(className);
    },
    refs,
    json: record,
    subset: (view, kind) => {
      if (kind === undefined) return view.handles;
      return remember(inner(subsets, view), { key: kind, max: selectionsMax }, () =>
        view.handles.filter((handle) => view.belongs(handle, kind)),
      );
    },
    remembered: (view, key, select) => {
      const known = inner(selections, view);
      const found = known.get(key);
      if (found !== undefined) return found;
      const fresh = select();
      if (fresh === undefined) return undefined;
      keep(known, { key, max: selectionsMax }, fresh);
      if (fresh instanceof Promise) {
        const settled = (handles: Uint32Array | undefined): void => {
          if (known.get(key) !== fresh) return;
          if (handles === undefined) known.delete(key);
          else known.set(key, handles);
        };
        fresh.then(settled, () => known.delete(key));
      }
      return fresh;
    },
    page: (className, handles, wanted) => {
      if (wanted.fields === undefined) {
        return rendererOf(className, wanted.rootUrl).page(handles, wanted.frame);
      }
      const rows = Array.from(handles, (handle) => record(className, handle, wanted));
      return Buffer.from(`${wanted.frame.before}[${rows.join(",")}]${wanted.frame.after}`);
    },
  };
}

interface Place {
  readonly key: string;
  readonly max: number;
}

function inner<Value>(
  outer: WeakMap<ClassView, Map<string, Value>>,
  view: ClassView,
): Map<string, Value> {
  const known = outer.get(view) ?? new Map<string, Value>();
  outer.set(view, known);
  return known;
}

function remember<Value>(known: Map<string, Value>, place: Place, make: () => Value): Value {
  const found = known.get(place.key);
  if (found !== undefined) return found;
  const fresh = make();
  keep(known, place, fresh);
  return fresh;
}

/** Keeps a value and drops the oldest when there are more than `max`. */
function keep<Value>(known: Map<string, Value>, { key, max }: Place, value: Value): void {
  const [oldest] = known.keys();
  if (known.size >= max && oldest !== undefined) known.delete(oldest);
  known.set(key, value);
}

function pick(record: WireRecord, fields: readonly string[]): WireRecord {
  const names = Object.keys(record).filter((name) => fields.includes(name));
  return Object.fromEntries(names.map((name) => [name, record[name]]));
}

/** The path in a root address, for references that leave out the host. */
function pathOf(rootUrl: string): string {
  return rootUrl === "" ? "" : new URL(rootUrl).pathname.replace(/\/$/, "");
}

const flagNames: ReadonlySet<string> = new Set([
  "enabledUser",
  "primary",
  "inProgress",
  "incomplete",
  "late",
  "missing",
  "americanIndianOrAlaskaNative",
  "asian",
  "blackOrAfricanAmerican",
  "nativeHawaiianOrOtherPacificIslander",
  "white",
  "demographicRaceTwoOrMoreRaces",
  "hispanicOrLatinoEthnicity",
]);

/** Turns flags that are text into JSON booleans, as some vendors send them. */
function withJsonFlags(record: WireRecord): WireRecord {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      flagNames.has(name) && (value === "true" || value === "false") ? value === "true" : value,
    ]),
  );
}
