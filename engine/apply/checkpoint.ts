import type { ApplyNote } from "../../contracts/run/apply-note.ts";

/**
 * What a run keeps of itself, so that it can go on after it was killed at any moment.
 *
 * `resumed` says that another run of the same plan began before; `earlier` are its notes, in order. The batch
 * after the last note may have been carried out without a note of it: it is looked up before it is sent.
 */
export interface Checkpoint {
  readonly resumed: boolean;
  readonly earlier: readonly ApplyNote[];
  /** Resolves when the note will be there even if the process is killed. */
  readonly note: (note: ApplyNote) => Promise<void>;
}

/** Keeps nothing: for runs that end with their process, such as those of scenarios. */
export const noCheckpoint: Checkpoint = {
  resumed: false,
  earlier: [],
  note: () => Promise.resolve(),
};
