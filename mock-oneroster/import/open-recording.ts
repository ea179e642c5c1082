import { readRecording } from "../record/recording/read-recording.ts";
import type { World } from "../store/world.ts";
import { worldFromRecords } from "./world-from-records.ts";

/** A recording as a world. */
export interface OpenedRecording {
  readonly world: World;
  /** In how many ways something in it could not be kept. */
  readonly problems: number;
}

/**
 * Replays a recording of a server: its records stand in the world as they were read.
 *
 * @throws RecordingError when the folder is no recording, or a line of it is at fault
 */
export async function openRecording(folder: string): Promise<OpenedRecording> {
  const { version, recordedAt, classes } = await readRecording(folder);
  const records = Object.fromEntries(classes);
  const { world, losses } = await worldFromRecords(version, records, recordedAt);
  return { world, problems: losses.length };
}
