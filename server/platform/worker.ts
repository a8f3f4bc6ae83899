import { EventEmitter } from 'node:events';
import { sql } from 'drizzle-orm';
import {
  Logger,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
  type WorkerPool,
} from 'graphile-worker';
import { db } from './database.ts';
import { forgetFailedJobs } from './failed-jobs.ts';
import type { Feature } from './feature.ts';
import { log } from './log.ts';
import { mailJobs } from './mail.ts';
import { reactionTasksOf } from './reactions.ts';

type Plugged = Pick<Feature, 'name' | 'jobs' | 'regularly' | 'reactions'>;

const jobsAtOnce = 2;
const pollEvery = 5_000;
const startAgainAfter = 5_000;
/** Stopping as a whole may take ten seconds. */
const stopWithin = 4_000;
const anHour = 60 * 60 * 1000;

/** In UTC, and not when everybody else's work begins. Made up for is what was missed in the time until the next. */
const times: Record<string, { match: string; backfillPeriod: number }> = {
  hour: { match: '7 * * * *', backfillPeriod: anHour },
  day: { match: '37 3 * * *', backfillPeriod: 24 * anHour },
};

const platform: Plugged = {
  name: 'platform',
  jobs: mailJobs,
  regularly: { 'forget-failed-jobs': { every: 'day', run: forgetFailedJobs } },
};

/** Does jobs as they come and what is done regularly, together with the other nodes: each is done by one of them. */
export async function startJobs(features: Plugged[]): Promise<{ stop(): Promise<void> }> {
  let runner: Runner | undefined;
  let pool: WorkerPool | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function begin(): Promise<void> {
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => {
      pool = workerPool;
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
      ...workerOptions(features),
      parsedCronItems: timetableOf(features),
      concurrency: jobsAtOnce,
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
        await letOthersTry(pool);
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

/** Jobs that a worker had taken which is no more would otherwise wait for hours. */
async function letOthersTry(pool: WorkerPool | undefined): Promise<void> {
  if (pool) await db.execute(sql`select graphile_worker.force_unlock_workers(array[${pool.id}])`);
}

/** What every worker needs, also one that a test runs by hand. */
export const workerOptions = (features: Plugged[]) => ({
  pgPool: db.$client,
  taskList: tasksOf(features),
  noHandleSignals: true,
  // Only in batches, however small, does stopping wait until the database knows what became of a job, and is nobody's
  // error when it cannot be told.
  preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
});

/** Everything that there is to do, by its name in graphile-worker. */
function tasksOf(features: Plugged[]): TaskList {
  const tasks: TaskList = {};
  for (const feature of [platform, ...features]) {
    const { name, jobs = {}, regularly = {} } = feature;
    Object.assign(tasks, reactionTasksOf(feature));
    for (const [job, run] of Object.entries(jobs))
      tasks[job] = (payload, { job: { attempts } }) => run(payload as never, { attempt: attempts });
    for (const [work, { run }] of Object.entries(regularly)) tasks[`${name}/${work}`] = () => run();
  }
  return tasks;
}

/** Regular work that still waits, or is being tried again, is not there a second time. */
function timetableOf(features: Plugged[]) {
  return parseCronItems(
    [platform, ...features].flatMap(({ name, regularly = {} }) =>
      Object.entries(regularly).map(([work, { every }]) => {
        const task = `${name}/${work}`;
        const { match, backfillPeriod } = times[every] ?? { match: every, backfillPeriod: 0 };
        return { task, match, options: { jobKey: task, backfillPeriod } };
      }),
    ),
  );
}

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
