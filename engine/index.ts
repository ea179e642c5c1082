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
export { actingUserMessage } from "./setup/acting-user.ts";
export { checkSetup } from "./setup/check-setup.ts";
export {
  schoolRows,
  termRows,
  type SchoolRow,
  type TermRow,
  type TermRows,
} from "./setup/mapping-rows.ts";
export { saveSettings, storedSecret, withoutSecrets } from "./setup/save-settings.ts";
export {
  setupTabs,
  type SeenState,
  type SetupInput,
  type SetupTab,
  type TabState,
} from "./setup/tab-state.ts";
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
