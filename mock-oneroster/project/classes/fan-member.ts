import type { Stamped } from "../../store/records.ts";
import type { Candidates, ViewMember } from "../class-view.ts";
import type { RefMaker, WireRecord } from "../refs.ts";

/** What a member is made of whose records are things that the SIS keeps once and sends for many sections. */
export interface FanMemberParts<Owner extends Stamped> {
  readonly size: number;
  /** What the SIS keeps. Status and time of change are those of the owner. */
  readonly owners: readonly Owner[];
  /** The numbers of an owner's records: from the first to before the end. */
  readonly ofOwner: (index: number) => readonly [from: number, end: number];
  readonly sourcedIdAt: (leaf: number) => string;
  readonly find: (sourcedId: string) => number;
  /** The records of a class, by its sourcedId. */
  readonly inClass: (sourcedId: string) => readonly number[];
  readonly record: (leaf: number, ref: RefMaker) => WireRecord;
}

/** A part of a class whose records are numbers until they are asked for. */
export function fanMember<Owner extends Stamped>(parts: FanMemberParts<Owner>): ViewMember {
  const { size, owners } = parts;
  return {
    rows: () => new Uint32Array(size).map((_, leaf) => leaf),
    sourcedIdAt: parts.sourcedIdAt,
    record: parts.record,
    find: parts.find,
    shows: (leaf) => leaf < size,
    belongs: () => false,
    candidates: (field, text): Candidates | undefined => {
      if (field === "class.sourcedId") return { handles: parts.inClass(text), exact: true };
      const textOf = stampOf(field);
      if (textOf === undefined) return undefined;
      const handles: number[] = [];
      owners.forEach((owner, index) => {
        if (textOf(owner) !== text) return;
        const [from, end] = parts.ofOwner(index);
        for (let leaf = from; leaf < end; leaf += 1) handles.push(leaf);
      });
      return { handles, exact: true };
    },
    texts: (field) => {
      const textOf = stampOf(field);
      return textOf === undefined ? undefined : [...new Set(owners.map(textOf))];
    },
  };
}

function stampOf(field: string): ((owner: Stamped) => string) | undefined {
  if (field === "status") return ({ status }) => status;
  return field === "dateLastModified" ? ({ modified }) => modified : undefined;
}
