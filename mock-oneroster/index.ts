/** A OneRoster server to practise against: a seeded district or a CSV bundle, served as 1.1 and 1.2. */
export { createMockOneroster, type MockOneroster, type MockOnerosterOptions } from "./app.ts";
export { districtPresets, type DistrictOptions, type DistrictPreset } from "./district/options.ts";
export { generateDistrict } from "./district/generate-district.ts";
export { BundleError } from "./import/bundle-error.ts";
export { importBundle, type ImportedWorld } from "./import/import-bundle.ts";
export type { Journal, JournalEntry } from "./routes/journal.ts";
export type { SisCredentials } from "./security/credentials.ts";
export { serveMockOneroster, type ServedMockOneroster, type ServeOptions } from "./serve.ts";
export { SisActionError } from "./store/actions/action-error.ts";
export { applyAction, type ActionOutcome } from "./store/actions/apply-action.ts";
export { SisAction } from "./store/actions/sis-action.ts";
export { countWorld } from "./store/count-world.ts";
export type { World } from "./store/world.ts";
export { createSisUrls, type SisUrls } from "./urls.ts";
