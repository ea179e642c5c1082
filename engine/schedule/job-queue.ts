/** What can be synced by itself (guide R1, R58). */
export type SyncTab = "users" | "courses" | "sections";

/** A sync that waits, runs or has run. Times are epoch milliseconds. */
export interface SyncJob {
  readonly id: number;
  readonly by: "schedule" | "hand";
  readonly tabs: readonly SyncTab[];
  /** When it was queued; the data is that of when it started (F85). */
  readonly queuedMs: number;
  readonly startedMs: number | undefined;
  readonly endedMs: number | undefined;
}

/** The jobs of one organisation, in the order in which they were queued. A value: what happens gives another one. */
export interface JobQueue {
  readonly jobs: readonly SyncJob[];
}

/** The queue of an organisation that has not synced yet. */
export const emptyQueue: JobQueue = { jobs: [] };

/** Queues a job. It runs when all before it have ended: provisioning syncs never overlap (guide R69, F84). */
export function queueJob(
  queue: JobQueue,
  job: Pick<SyncJob, "by" | "tabs" | "queuedMs">,
): { readonly queue: JobQueue; readonly job: SyncJob } {
  const id = (queue.jobs.at(-1)?.id ?? 0) + 1;
  const queued: SyncJob = { ...job, id, startedMs: undefined, endedMs: undefined };
  return { queue: { jobs: [...queue.jobs, queued] }, job: queued };
}

/** The job that runs, if one does. */
export function runningJob({ jobs }: JobQueue): SyncJob | undefined {
  return jobs.find(({ startedMs, endedMs }) => startedMs !== undefined && endedMs === undefined);
}

/** Starts the job that has waited longest; undefined while one runs or none waits. */
export function startNextJob(
  queue: JobQueue,
  atMs: number,
): { readonly queue: JobQueue; readonly job: SyncJob } | undefined {
  if (runningJob(queue) !== undefined) return undefined;
  const waiting = queue.jobs.find(({ startedMs }) => startedMs === undefined);
  if (waiting === undefined) return undefined;
  const job = { ...waiting, startedMs: Math.max(atMs, waiting.queuedMs) };
  return { queue: replaced(queue, job), job };
}

/** Notes that the running job has ended, well or not. */
export function endJob(queue: JobQueue, atMs: number): JobQueue {
  const running = runningJob(queue);
  return running === undefined ? queue : replaced(queue, { ...running, endedMs: atMs });
}

function replaced({ jobs }: JobQueue, job: SyncJob): JobQueue {
  return { jobs: jobs.map((one) => (one.id === job.id ? job : one)) };
}
