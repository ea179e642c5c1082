export { createMockLms, type MockLms, type MockLmsOptions } from "./app.ts";
export { serveMockLms, ServeError, type ServedMockLms } from "./serve.ts";
export {
  addManualEnrollment,
  takeEmailElsewhere,
  UnknownObjectError,
} from "./actions/people-actions.ts";
export { readSisAttributes, type SisAttributes } from "./actions/people/gradebook-people.ts";
export type { GradebookSettings } from "./rules/gradebook-settings.ts";
export type { Organization } from "./actions/live-world.ts";
export type { JournalCounters, JournalEntry, LmsJournal } from "./journal.ts";
export type { LmsCredentials } from "./middleware/oauth1.ts";
export { openFileStore } from "./store/file-store.ts";
export type { LmsStore } from "./store/lms-store.ts";
export { createMemoryStore } from "./store/memory-store.ts";
export { StoreFileError } from "./store/store-file.ts";
