export type { Applied } from "./apply/apply-plan.ts";
export type { Checkpoint } from "./apply/checkpoint.ts";
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
export type { KeptRoster, Reading } from "./source/pull-roster.ts";
export {
  applySync,
  planSync,
  syncOnce,
  type AppliedSync,
  type PlannedSync,
  type SyncOptions,
  type SyncResult,
} from "./sync.ts";
