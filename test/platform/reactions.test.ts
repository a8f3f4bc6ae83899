import { sql } from 'drizzle-orm';
import { closeDatabase, db, openDatabase } from '../../server/platform/database.ts';
import { type DomainEvent, record } from '../../server/platform/events.ts';
import type { Feature } from '../../server/platform/feature.ts';
import { connectReactions } from '../../server/platform/reactions.ts';
import { runJobs } from '../support/jobs.ts';

let heard: DomainEvent[] = [];
let works = true;

const bells: Feature = {
  name: 'bells',
  reactions: {
    'access-changed': async (event) => {
      if (!works) throw new Error('Not today');
      heard.push(event);
    },
  },
};
const gongs: Feature = {
  name: 'gongs',
  reactions: { 'access-changed': async (event) => void heard.push(event) },
};

beforeAll(() => {
  openDatabase(process.env.DATABASE_URL as string);
  connectReactions([bells, gongs]);
});
beforeEach(() => {
  [heard, works] = [[], true];
});
afterEach(() => db.execute(sql`delete from graphile_worker._private_jobs`));
afterAll(closeDatabase);

const happen = (personId: number) =>
  db.transaction((tx) => record(tx, 'access-changed', { personId, actorId: 7 }));
const run = () => runJobs([bells, gongs]);

test('every feature that reacts to an event is given it, later, and once', async () => {
  await happen(12);
  expect(heard).toEqual([]);
  await run();
  await run();
  const event = {
    name: 'access-changed',
    personId: 12,
    actorId: 7,
    topicId: null,
    seq: null,
    at: expect.any(String),
  };
  expect(heard).toEqual([event, event]);
});

test('one that fails is tried again, and holds up no other', async () => {
  works = false;
  await happen(12);
  await expect(run()).rejects.toThrow('Not today');
  expect(heard).toHaveLength(1);
  works = true;
  await db.execute(sql`update graphile_worker._private_jobs set run_at = now()`);
  await run();
  expect(heard).toHaveLength(2);
});

test('what is not committed leads to nothing, and so does what no feature reacts to', async () => {
  const undone = db.transaction(async (tx) => {
    await record(tx, 'access-changed', { personId: 12 });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await db.transaction((tx) => record(tx, 'session-ended', { sessionHash: 'x' }));
  const { rows } = await db.execute(sql`select id from graphile_worker._private_jobs`);
  expect(rows).toEqual([]);
});
