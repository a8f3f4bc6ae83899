import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { closeDatabase, db, openDatabase, type Tx } from '../../server/platform/database.ts';
import type { Feature } from '../../server/platform/feature.ts';
import { addJob } from '../../server/platform/jobs.ts';
import { log } from '../../server/platform/log.ts';
import { startJobs } from '../../server/platform/worker.ts';
import { backToNow, later } from '../support/clock.ts';
import { runJobs } from '../support/jobs.ts';
import { until } from '../support/until.ts';

declare module '../../server/platform/jobs.ts' {
  interface Jobs {
    'ring-bell': { tower: string };
    'fall-silent': { secret: string };
  }
}

let rung: string[] = [];
let swept = 0;
let works = true;
const bells: Feature = {
  name: 'bells',
  jobs: {
    'ring-bell': async ({ tower }) => {
      rung.push(tower);
      await pause(20);
    },
    'fall-silent': async ({ secret }) => {
      if (!works) await db.execute(sql`select ${secret} from nowhere`);
      rung.push(secret);
    },
  },
  regularly: {
    sweep: {
      every: 'hour',
      run: async () => {
        swept++;
      },
    },
  },
};

beforeAll(() => {
  openDatabase(process.env.DATABASE_URL as string);
});
beforeEach(() => {
  [rung, swept, works] = [[], 0, true];
});
afterEach(async () => {
  backToNow();
  await db.execute(sql`delete from graphile_worker._private_jobs`);
});
afterAll(closeDatabase);

const inTransaction = (work: (tx: Tx) => Promise<void>) => db.transaction(work);

const countJobs = async () => (await db.execute(sql`select id from graphile_worker.jobs`)).rows.length;

test('a job is done once its transaction is committed, and never when that is undone', async () => {
  await inTransaction((tx) => addJob(tx, 'ring-bell', { tower: 'east' }));
  const undone = inTransaction(async (tx) => {
    await addJob(tx, 'ring-bell', { tower: 'west' });
    throw new Error('Changed my mind');
  });
  await expect(undone).rejects.toThrow('Changed my mind');
  await runJobs([bells]);
  await runJobs([bells]);
  expect(rung).toEqual(['east']);
});

test('a job for later waits until then', async () => {
  const runAt = new Date(Date.now() + 60 * 60_000);
  await inTransaction((tx) => addJob(tx, 'ring-bell', { tower: 'late' }, { runAt }));
  later({ minutes: 59 });
  await runJobs([bells]);
  expect(rung).toEqual([]);
  later({ minutes: 61 });
  await runJobs([bells]);
  expect(rung).toEqual(['late']);
});

test('a job of the same name and key takes the place of the one that waits', async () => {
  for (const tower of ['first', 'second'])
    await inTransaction((tx) => addJob(tx, 'ring-bell', { tower }, { key: 'the one' }));
  await inTransaction((tx) => addJob(tx, 'fall-silent', { secret: 'another name' }, { key: 'the one' }));
  await runJobs([bells]);
  expect(rung.sort()).toEqual(['another name', 'second']);
});

describe('while nodes run', () => {
  let nodes: Awaited<ReturnType<typeof startJobs>>[] = [];

  const start = async (count: number, feature = bells) => {
    nodes = await Promise.all(Array.from({ length: count }, () => startJobs([feature])));
  };
  const stop = () => Promise.all(nodes.splice(0).map((node) => node.stop()));
  afterEach(stop);

  test('a job is done at once, by one of them', async () => {
    await start(2);
    const towers = Array.from({ length: 30 }, (_, at) => `tower ${at}`);
    await inTransaction(async (tx) => {
      for (const tower of towers) await addJob(tx, 'ring-bell', { tower });
    });
    await until('all have rung', () => rung.length >= towers.length, 4);
    await until('no job is left', async () => (await countJobs()) === 0);
    expect(rung.toSorted()).toEqual(towers.toSorted());
  });

  test('jobs are done after every connection to the database was broken', async () => {
    await start(1);
    // Once it listens: graphile-worker can release a connection twice that breaks while it begins.
    await inTransaction((tx) => addJob(tx, 'ring-bell', { tower: 'before' }));
    await until('it listens', () => rung.length > 0);
    rung.length = 0;
    await db.execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
    await until('it is done', async () => {
      await inTransaction((tx) => addJob(tx, 'ring-bell', { tower: 'again' })).catch(() => {});
      return rung.length > 0;
    });
  });

  test('mail that goes out slowly, however much, holds up nothing else', async () => {
    let waiting = 0;
    const { jobs } = bells;
    await start(1, {
      name: 'slow mail',
      jobs: { 'ring-bell': jobs?.['ring-bell'] },
      mailJobs: {
        'fall-silent': async () => {
          waiting++;
          await new Promise(() => {});
        },
      },
    });
    await inTransaction(async (tx) => {
      for (let count = 0; count < 20; count++) await addJob(tx, 'fall-silent', { secret: 'mail' });
    });
    await until('as much mail goes out as can at a time', () => waiting === 1);
    await inTransaction((tx) => addJob(tx, 'ring-bell', { tower: 'east' }));
    await until('it has rung', () => rung.includes('east'), 2);
    expect(waiting).toBe(1);
  });

  test('stopping waits for the jobs under way', async () => {
    let ended = false;
    await start(1, {
      name: 'slow bells',
      jobs: {
        'ring-bell': async ({ tower }) => {
          rung.push(tower);
          await pause(500);
          ended = true;
        },
      },
    });
    await inTransaction((tx) => addJob(tx, 'ring-bell', { tower: 'slow' }));
    await until('it has begun', () => rung.length === 1);
    await stop();
    expect(ended).toBe(true);
    expect(await countJobs()).toBe(0);
  });

  test('a job that takes too long to wait for is given up when its node stops, and another may try', async () => {
    await start(1, {
      name: 'endless bells',
      jobs: {
        'ring-bell': async ({ tower }) => {
          rung.push(tower);
          await new Promise(() => {});
        },
      },
    });
    await inTransaction((tx) => addJob(tx, 'ring-bell', { tower: 'endless' }));
    await until('it has begun', () => rung.length === 1);
    await stop();
    later({ minutes: 1 });
    await runJobs([bells]);
    expect(rung).toEqual(['endless', 'endless']);
  });

  test('regular work that nobody was there for is done once', async () => {
    await start(1);
    await stop();
    await db.execute(sql`
      update graphile_worker._private_known_crontabs set known_since = now() - interval '5 hours'
      where identifier = 'bells/sweep'`);
    await start(2);
    await until('it is swept', () => swept > 0);
    await until('no job is left', async () => (await countJobs()) === 0);
    expect(swept).toBe(1);
  });
});

describe('a job that fails', () => {
  const { level, error, warn } = log;
  const logged: unknown[] = [];
  beforeEach(() => {
    log.error = log.warn = (...line: unknown[]) => void logged.push(line);
  });
  afterEach(() => Object.assign(log, { level, error, warn }));

  test('is tried again later', async () => {
    works = false;
    await inTransaction((tx) => addJob(tx, 'fall-silent', { secret: 'at last' }));
    await expect(runJobs([bells])).rejects.toThrow('nowhere');
    works = true;
    await runJobs([bells]);
    expect(rung).toEqual([]);
    later({ minutes: 1 });
    await runJobs([bells]);
    expect(rung).toEqual(['at last']);
  });

  test('is logged by its name, without what it was about', async () => {
    works = false;
    const node = await startJobs([bells]);
    await inTransaction((tx) => addJob(tx, 'fall-silent', { secret: 'what nobody should read' }));
    await until('it is logged', () => logged.length > 0);
    await node.stop();
    expect(logged).toEqual([
      [
        { job: 'fall-silent', jobId: expect.stringMatching(/^\d+$/), attempt: 1, error: expect.any(Error) },
        'A job failed',
      ],
    ]);
  });

  test('and is given up is kept for a month, to be looked at', async () => {
    works = false;
    await inTransaction((tx) => addJob(tx, 'fall-silent', { secret: 'hopeless' }));
    await db.execute(sql`update graphile_worker._private_jobs set attempts = max_attempts - 1`);
    await expect(runJobs([bells])).rejects.toThrow();
    await inTransaction((tx) => addJob(tx, 'ring-bell', { tower: 'waiting' }, { runAt: new Date(2100, 1) }));
    const forget = async () => {
      await db.execute(sql`select graphile_worker.add_job('platform/forget-failed-jobs')`);
      await runJobs([bells]);
    };
    later({ days: 29 });
    await forget();
    expect(await countJobs()).toBe(2);
    later({ days: 31 });
    await forget();
    expect(await countJobs()).toBe(1);
  });
});
