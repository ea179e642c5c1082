export { createMockLms, type MockLms, type MockLmsOptions } from "./app.ts";
export {
  serveLmsApp,
  serveMockLms,
  ServeError,
  type LmsFetchApp,
  type LmsServeOptions,
  type ServedLmsApp,
  type ServedMockLms,
} from "./serve.ts";
export type { ActionOutcome } from "./actions/people/action-record.ts";
export { applyLmsAction, LmsActionError } from "./actions/people/apply-lms-action.ts";
export { LmsAction } from "./actions/people/lms-action.ts";
export {
  addManualEnrollment,
  takeEmailElsewhere,
  UnknownObjectError,
} from "./actions/people-actions.ts";
export { readSisAttributes, type SisAttributes } from "./actions/people/gradebook-people.ts";
export type { GradebookSettings } from "./rules/gradebook-settings.ts";
export type { LiveWorld, Organization } from "./actions/live-world.ts";
export { createLmsControlApp, type LmsControlOptions } from "./control/control-app.ts";
export type { LmsFaultBoard, ListedLmsFault } from "./faults/fault-board.ts";
export { LmsFault } from "./faults/fault.ts";
export type { JournalCounters, JournalEntry, JournalSummary, LmsJournal } from "./journal.ts";
export { type LmsCredentials, type SigningRules } from "./middleware/oauth1.ts";
export type { KeyKind } from "./middleware/personal-key.ts";
export { LmsRateLimit } from "./middleware/rate-limit.ts";
export { addRole } from "./actions/role-actions.ts";
export type { LmsRules } from "./rules/world.ts";
export { openFileStore, type StoreOptions } from "./store/file-store.ts";
export { openFolderStore } from "./store/folder/folder-store.ts";
export type { LmsStore } from "./store/lms-store.ts";
export { createMemoryStore } from "./store/memory-store.ts";
export { openStore } from "./store/open-store.ts";
export { StoreFileError } from "./store/store-file.ts";
export { createMemoryPasswords, type PasswordVault } from "./store/passwords.ts";
export { openPasswordFile, openPasswordsBeside } from "./store/password-file.ts";
export { OrganizationFileError } from "./seed/organization-file-error.ts";
export {
  loadOrganizationFiles,
  organizationColumns,
  type OrganizationFiles,
} from "./seed/organization-files.ts";
export {
  mismatchKinds,
  partlyMatching,
  type DistrictRows,
  type MismatchKind,
} from "./seed/partly-matching.ts";
export { loadPresentOrganization, type PresentOrganization } from "./seed/present-organization.ts";
export { readOrganizationFiles } from "./seed/read-organization-files.ts";
export { passbackSectionOf } from "./rules/cross-listing.ts";
