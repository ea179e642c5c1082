export type { Applied } from "./apply/apply-plan.ts";
export type { Checkpoint } from "./apply/checkpoint.ts";
export { prepareSync, type Prepared, type PrepareOptions } from "./prepare-sync.ts";
export { decisionColumns } from "./prep/user-sheet.ts";
export type { Privacy } from "./prep/privacy.ts";
export type { Sheet } from "./prep/sheet.ts";
export { RequestError } from "./http/errors.ts";
export type {
  HttpRequest,
  HttpResponse,
  LmsConnection,
  Progress,
  Send,
  SisConnection,
  SyncPorts,
} from "./ports.ts";
export {
  emptyQueue,
  endJob,
  queueJob,
  runningJob,
  startNextJob,
  type JobQueue,
  type SyncJob,
  type SyncTab,
} from "./schedule/job-queue.ts";
export {
  createSyncTimer,
  nextQueueTime,
  noteManualSync,
  noteQueued,
  saveSchedule,
  type SyncTimer,
} from "./schedule/sync-timer.ts";
export {
  applySync,
  planSync,
  syncOnce,
  type AppliedSync,
  type PlannedSync,
  type SyncOptions,
  type SyncResult,
} from "./sync.ts";
