import { parseCronItems, type TaskList } from 'graphile-worker';
import { forgetFailedJobs } from './failed-jobs.ts';
import type { Feature } from './feature.ts';
import type { JobTasks } from './jobs.ts';
import { openLivingPools } from './living-pools.ts';
import { mailJobs } from './mail.ts';
import { reactionTasksOf } from './reactions.ts';
import { poolOptions, startPool } from './worker-pool.ts';

type Plugged = Pick<Feature, 'name' | 'jobs' | 'mailJobs' | 'regularly' | 'reactions'>;

const jobsAtOnce = 2;
/**
 * Mail waits for others most of the time; while it does, nothing else waits for it. One at a time, so that of a node that
 * is killed only that one can come twice.
 */
const mailsAtOnce = 1;
/** A job is taken over after two looks at most. */
const lookEvery = 10_000;
const anHour = 60 * 60 * 1000;

/** In UTC, and not when everybody else's work begins. Made up for is what was missed in the time until the next. */
const times: Record<string, { match: string; backfillPeriod: number }> = {
  hour: { match: '7 * * * *', backfillPeriod: anHour },
  day: { match: '37 3 * * *', backfillPeriod: 24 * anHour },
};

const platform: Plugged = {
  name: 'platform',
  mailJobs,
  regularly: { 'forget-failed-jobs': { every: 'day', run: forgetFailedJobs } },
};

/**
 * Does jobs as they come and what is done regularly, together with the other nodes: each is done by one of them, and by
 * another where that one is gone.
 */
export async function startJobs(
  features: Plugged[],
  looks = { lookEvery },
): Promise<{ stop(): Promise<void> }> {
  const living = openLivingPools(looks);
  await living.start();
  const pools = await Promise.all([
    startPool(
      {
        taskList: tasksOf(features),
        parsedCronItems: timetableOf(features),
        concurrency: jobsAtOnce,
      },
      living,
    ),
    startPool({ taskList: mailTasksOf(features), concurrency: mailsAtOnce }, living),
  ]);
  return {
    async stop() {
      await Promise.all(pools.map((pool) => pool.stop()));
      await living.stop();
    },
  };
}

/** For a test that does by hand all that waits. */
export const workerOptions = (features: Plugged[]) => ({
  ...poolOptions(),
  taskList: { ...tasksOf(features), ...mailTasksOf(features) },
});

/** Everything that there is to do but mail, by its name in graphile-worker. */
function tasksOf(features: Plugged[]): TaskList {
  const tasks: TaskList = {};
  for (const feature of [platform, ...features]) {
    const { name, jobs, regularly = {} } = feature;
    Object.assign(tasks, reactionTasksOf(feature), asTasks(jobs));
    for (const [work, { run }] of Object.entries(regularly)) tasks[`${name}/${work}`] = () => run();
  }
  return tasks;
}

const mailTasksOf = (features: Plugged[]): TaskList =>
  Object.assign({}, ...[platform, ...features].map(({ mailJobs }) => asTasks(mailJobs)));

function asTasks(jobs: JobTasks = {}): TaskList {
  const tasks: TaskList = {};
  for (const [name, run] of Object.entries(jobs))
    tasks[name] = (payload, { job: { attempts } }) => run(payload as never, { attempt: attempts });
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
