/** A OneRoster server to practise against: a generated district, a CSV bundle or a recording, served as 1.1 and 1.2. */
export { createMockOneroster, type MockOneroster, type MockOnerosterOptions } from "./app.ts";
export { createControlApp, type ControlOptions } from "./control/control-app.ts";
export { DistrictError } from "./district/district-error.ts";
export { districtPresets, type DistrictOptions } from "./district/options.ts";
export { generateDistrict } from "./district/generate-district.ts";
export { ExportError } from "./export/export-error.ts";
export { exportBundle } from "./export/export-bundle.ts";
export { lossWords } from "./export/losses.ts";
export { SisFault } from "./faults/fault.ts";
export { BundleError } from "./import/bundle-error.ts";
export { importBundle, type ImportedWorld } from "./import/import-bundle.ts";
export {
  worldFromRecords,
  type RecordsByClass,
  type TakeTally,
  type WorldOfRecords,
} from "./import/world-from-records.ts";
export { applyDelta } from "./import/apply-delta.ts";
export { openRecording } from "./import/open-recording.ts";
export type { ParityReport } from "./parity/check-parity.ts";
export { checkWorldParity } from "./parity/world-parity.ts";
export { createBoundedSend } from "./record/crawl/bounded-send.ts";
export { CrawlError } from "./record/crawl/crawl-error.ts";
export type { CrawlNote } from "./record/crawl/note.ts";
export { NothingReadError } from "./record/crawl/nothing-read-error.ts";
export { recordServer, type Recorded } from "./record/record-server.ts";
export { RecordingError } from "./record/recording/recording-error.ts";
export { overrideProfile, type SettingText } from "./profiles/override-profile.ts";
export type { ProfileChange, SisProfile } from "./profiles/profile.ts";
export { profileNamed, profileNames, type ProfileName } from "./profiles/profiles.ts";
export { ProfileSettingError } from "./profiles/setting-error.ts";
export { profileSettings } from "./profiles/settings/profile-settings.ts";
export type { Journal, JournalEntry } from "./routes/journal.ts";
export { describeConnection, type Connection } from "./security/connection.ts";
export type { SisCredentials } from "./security/credentials.ts";
export {
  serveApp,
  serveMockOneroster,
  type ServedApp,
  type ServedMockOneroster,
  type ServeOptions,
} from "./serve.ts";
export { SisActionError } from "./store/actions/action-error.ts";
export { applyAction, type ActionOutcome } from "./store/actions/apply-action.ts";
export { SisAction } from "./store/actions/sis-action.ts";
export { countWorld } from "./store/count-world.ts";
export type { World } from "./store/world.ts";
export type { SisUrls } from "./urls.ts";
