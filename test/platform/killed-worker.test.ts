import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { closeDatabase, db, openDatabase } from '../../server/platform/database.ts';
import { addJob } from '../../server/platform/jobs.ts';
import { log } from '../../server/platform/log.ts';
import { mailLater } from '../../server/platform/mail.ts';
import { mailbox } from '../../server/platform/mailbox.ts';
import { startJobs } from '../../server/platform/worker.ts';
import { startMailServer } from '../support/mail-server.ts';
import { queriesDuring } from '../support/queries.ts';
import { until } from '../support/until.ts';
import { startWorkerProcess } from '../support/worker-process.ts';

declare module '../../server/platform/jobs.ts' {
  interface Jobs {
    'carry-stones': Record<string, never>;
  }
}

/** A mail server that hears mail, and never says that it has it. */
const heard: (string | undefined)[] = [];
const server = await startMailServer({ heard: ({ messageId }) => heard.push(messageId) });

const nodes: Awaited<ReturnType<typeof startJobs>>[] = [];
const { warn } = log;
let worker: Awaited<ReturnType<typeof startWorkerProcess>> | undefined;
beforeAll(() => {
  openDatabase(process.env.DATABASE_URL as string);
});
afterAll(async () => {
  log.warn = warn;
  await worker?.kill();
  await Promise.all(nodes.map((node) => node.stop()));
  await server.stop();
  await closeDatabase();
});

const listTaken = async () =>
  (
    await db.execute<{ task: string; by: string }>(sql`
      select task_identifier as task, locked_by as by from graphile_worker.jobs where locked_by is not null
      order by 1`)
  ).rows;

/** The connections that show which worker pools live, once for each pool. */
const listHolders = async () =>
  (
    await db.execute<{ pid: number }>(sql`
      select pid from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and granted and application_name = 'standard-practice worker'
        and datname = current_database()`)
  ).rows.map(({ pid }) => pid);

test('what a killed process was doing is done by another, and what a living one does is left to it', async () => {
  worker = await startWorkerProcess({ SMTP_URL: server.url });
  await db.transaction((tx) =>
    mailLater(tx, {
      kind: 'virus-found',
      to: 'ada@camden.gov.uk',
      subject: 'A reply',
      paragraphs: ['Hello.'],
    }),
  );
  await until('the mail server has heard it', () => heard.length === 1);

  let carrying = 0;
  let rest = () => {};
  const never = 1_000_000;
  const carry = () =>
    new Promise<void>((done) => {
      carrying++;
      rest = done;
    });
  nodes.push(await startJobs([{ name: 'stones', jobs: { 'carry-stones': carry } }], { lookEvery: never }));
  await db.transaction((tx) => addJob(tx, 'carry-stones', {}));
  await until('it is carried', () => carrying === 1);
  const before = await listTaken();
  expect(before.map(({ task }) => task)).toEqual(['carry-stones', 'send-mail']);

  const first = await listHolders();
  await db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where pid = any(${sql.param(first)}::int[])`,
  );
  await until('both say again, on new connections, that they live', async () => {
    const now = await listHolders();
    return now.length === 4 && !now.some((pid) => first.includes(pid));
  });

  const told: unknown[] = [];
  log.warn = (...line: unknown[]) => void told.push(line);
  nodes.push(await startJobs([], { lookEvery: 100 }));
  const asked = await queriesDuring(() => pause(600));
  expect(asked.filter((query) => query.includes('advisory')).length).toBeGreaterThan(2);
  expect(await listTaken()).toEqual(before);

  await worker.kill();
  await until('it is sent', () => mailbox.length === 1, 5);
  expect(heard).toEqual([`<${mailbox[0]?.id}@localhost>`]);
  expect(told).toEqual([[{ pools: [before[1]?.by] }, 'Jobs of a node that is gone are taken over']]);
  expect(carrying).toBe(1);
  await until('nothing else is under way', async () => (await listTaken()).length === 1);
  expect(await listTaken()).toEqual([before[0]]);
  rest();
}, 60_000);
