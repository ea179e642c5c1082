export { createMockLms, type MockLms, type MockLmsOptions } from "./app.ts";
export { serveMockLms, ServeError, type ServedMockLms } from "./serve.ts";
export {
  addManualEnrollment,
  takeEmailElsewhere,
  UnknownObjectError,
} from "./actions/people-actions.ts";
export { addRole } from "./actions/role-actions.ts";
export type { Organization } from "./actions/live-world.ts";
export type { JournalCounters, JournalEntry, LmsJournal } from "./journal.ts";
export type { LmsCredentials } from "./middleware/oauth1.ts";
export type { LmsRules } from "./rules/world.ts";
export { openFileStore, type StoreOptions } from "./store/file-store.ts";
export { openFolderStore } from "./store/folder/folder-store.ts";
export type { LmsStore } from "./store/lms-store.ts";
export { createMemoryStore } from "./store/memory-store.ts";
export { openStore } from "./store/open-store.ts";
export { StoreFileError } from "./store/store-file.ts";
export { createMemoryPasswords, type PasswordVault } from "./store/passwords.ts";
export { openPasswordFile } from "./store/password-file.ts";
export { OrganizationFileError } from "./seed/organization-file-error.ts";
export { loadOrganizationFiles, type OrganizationFiles } from "./seed/organization-files.ts";
export {
  mismatchKinds,
  partlyMatching,
  type DistrictRows,
  type MismatchKind,
} from "./seed/partly-matching.ts";
export { loadPresentOrganization, type PresentOrganization } from "./seed/present-organization.ts";
export { readOrganizationFiles } from "./seed/read-organization-files.ts";
export { passbackSectionOf } from "./rules/cross-listing.ts";
