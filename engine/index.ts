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
export { syncOnce, type SyncOptions, type SyncResult } from "./sync.ts";
