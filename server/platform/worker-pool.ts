import { EventEmitter } from 'node:events';
import {
  Logger,
  type ParsedCronItem,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
  type WorkerPool,
} from 'graphile-worker';
import { db } from './database.ts';
import type { LivingPools } from './living-pools.ts';
import { log } from './log.ts';

const pollEvery = 5_000;
const startAgainAfter = 5_000;
/** Stopping as a whole may take ten seconds. */
const stopWithin = 4_000;

interface Work {
  taskList: TaskList;
  parsedCronItems?: ParsedCronItem[];
  /** How many at a time. */
  concurrency: number;
}

/** Does jobs as they come, and begins anew when that ends by itself. */
export async function startPool(work: Work, living: LivingPools): Promise<{ stop(): Promise<void> }> {
  let runner: Runner | undefined;
  let pool: WorkerPool | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function begin(): Promise<void> {
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => {
      pool = workerPool;
      living.add(pool.id);
    });
    // What goes wrong with its first question a worker keeps for an answer to all others: it needs to begin anew.
    let answered = false;
    for (const answer of ['worker:getJob:empty', 'job:start'] as const)
      events.on(answer, () => {
        answered = true;
      });
    events.on('worker:getJob:error', () => {
      // In a moment, when the others that wait for the same answer have had it too.
      if (!answered) setImmediate(() => runner?.stop().catch(() => {}));
    });
    runner = await run({
      ...poolOptions(),
      parsedCronItems: [],
      ...work,
      pollInterval: pollEvery,
      events,
      logger,
    });
    runner.promise.catch((error) => log.error({ error }, 'Doing jobs has failed')).then(beginAgain);
  }

  /** A worker that could not tell the database what became of a job ends: without another no job would be done. */
  function beginAgain(): void {
    if (stopped) return;
    log.warn('Jobs are no longer done here; starting again in a moment');
    timer = setTimeout(async () => {
      try {
        if (pool) await living.remove(pool.id);
        await begin();
      } catch (error) {
        log.error({ error }, 'Doing jobs could not be started');
        beginAgain();
      }
    }, startAgainAfter);
  }

  await begin();
  return {
    /** Waits for the jobs under way; those that take too long are given up, for a node to try again. */
    async stop() {
      stopped = true;
      clearTimeout(timer);
      // Not runner.kill(): it does nothing once stopping has begun.
      const late = setTimeout(() => pool?.forcefulShutdown('The node has stopped'), stopWithin);
      await runner?.stop().catch(() => {});
      clearTimeout(late);
    },
  };
}

/** What every pool needs, also one that a test runs by hand. */
export const poolOptions = () => ({
  pgPool: db.$client,
  noHandleSignals: true,
  // Only in batches, however small, does stopping wait until the database knows what became of a job, and is nobody's
  // error when it cannot be told.
  preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
});

/** Never the job itself, which has people's words and addresses, nor what its query was asked with. */
const logger = new Logger(() => (level, message, meta = {}) => {
  const { failure, job, error } = meta as { failure?: true; job?: Job; error?: unknown };
  if (failure && job)
    return log.error(
      { error, job: job.task_identifier, jobId: job.id, attempt: job.attempts },
      'A job failed',
    );
  const serious = level === 'error' || level === 'warning';
  log[serious ? 'warn' : 'debug']({ error }, `Jobs: ${message.split('\n')[0]}`);
});

interface Job {
  id: string;
  task_identifier: string;
  attempts: number;
}
