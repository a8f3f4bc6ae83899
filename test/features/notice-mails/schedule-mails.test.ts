import { eq, sql } from 'drizzle-orm';
import { scheduleMails } from '../../../server/features/notice-mails/schedule-mails.ts';
import { type MailSettings, presets, usualSettings } from '../../../server/features/notice-mails/settings.ts';
import { noticeMailSettings, noticeMails } from '../../../server/features/notice-mails/tables.ts';
import { giveNotices, type NewNotice } from '../../../server/features/notices/give-notices.ts';
import { notices } from '../../../server/features/notices/tables.ts';
import { people } from '../../../server/features/people/tables.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { useApp } from '../../support/app.ts';
import { backToNow } from '../../support/clock.ts';
import { makePerson, makeTopic } from '../../support/make.ts';
import { queriesDuring } from '../../support/queries.ts';

useApp();
let reader: Member;
let [topicId, otherId] = [0, 0];
let given = 0;

/** A Tuesday in January. */
const at = (time: string) => {
  clock.now = () => new Date(`2027-01-${time}:00.000Z`);
};

beforeEach(async () => {
  reader = await makePerson();
  topicId = (await makeTopic(reader)).id;
  otherId = (await makeTopic(reader)).id;
});
afterEach(backToNow);

const give = (...kinds: [NewNotice['kind'], number?][]) =>
  db.transaction((tx) =>
    giveNotices(
      tx,
      kinds.map(([kind, topicId]) => ({ personId: reader.id, kind, topicId, once: `this ${++given}` })),
    ),
  );

const choose = ({ kinds, ...times }: Partial<MailSettings>) =>
  db.insert(noticeMailSettings).values({
    ...usualSettings,
    ...times,
    kinds: { ...usualSettings.kinds, ...kinds },
    personId: reader.id,
  });

const listMails = async () =>
  (
    await db
      .select()
      .from(noticeMails)
      .where(eq(noticeMails.personId, reader.id))
      .orderBy(noticeMails.noticeId)
  ).map(({ how, topicId, dueAt }) => [how, topicId, dueAt.toISOString()]);

/** What is to be done, and when, for this reader. */
async function listJobs() {
  const { rows } = await db.execute<{ key: string; at: string }>(sql`
    select key, to_char(run_at at time zone 'UTC', 'DD HH24:MI') as at from graphile_worker.jobs
    where key ~ ${`:${reader.id}:`} order by key`);
  return rows.map(({ key, at }) => [key.replace('send-notice-mail:', ''), at]);
}

test('what is at once is due in ten minutes, the rest with the next digest', async () => {
  at('12T10:00');
  await give(['reply', topicId], ['followed', topicId], ['invitation']);
  expect(await listMails()).toEqual([
    ['at-once', topicId, '2027-01-12T10:10:00.000Z'],
    ['daily', topicId, '2027-01-13T09:00:00.000Z'],
    ['at-once', null, '2027-01-12T10:10:00.000Z'],
  ]);
  expect(await listJobs()).toEqual([
    [`at-once:${reader.id}:`, '12 10:10'],
    [`at-once:${reader.id}:${topicId}`, '12 10:10'],
    [`daily:${reader.id}:`, '13 09:00'],
  ]);
});

test('what comes later goes with the first of its topic, and does not put it off', async () => {
  at('12T10:00');
  await give(['reply', topicId]);
  at('12T10:09');
  await give(['mention', topicId], ['reply', otherId]);
  expect(await listJobs()).toEqual([
    [`at-once:${reader.id}:${topicId}`, '12 10:10'],
    [`at-once:${reader.id}:${otherId}`, '12 10:19'],
  ]);
});

test('at night and at the weekend mail waits until its reader works', async () => {
  at('15T17:55');
  await give(['reply', topicId]);
  expect(await listMails()).toEqual([['at-once', topicId, '2027-01-18T08:00:00.000Z']]);
});

test('each as they chose: kinds, hours, days, and nothing', async () => {
  at('12T10:00');
  await choose({
    kinds: { ...presets.normal, reply: 'weekly', mention: 'none', topic: 'at-once' },
    hoursFrom: 13,
    digestHour: 7,
    digestWeekday: 4,
    days: [2, 5],
  });
  await give(['reply', topicId], ['mention', topicId], ['topic', otherId], ['solved', topicId]);
  expect(await listMails()).toEqual([
    ['weekly', topicId, '2027-01-14T07:00:00.000Z'],
    ['at-once', otherId, '2027-01-12T13:00:00.000Z'],
    ['daily', topicId, '2027-01-15T07:00:00.000Z'],
  ]);
});

test('of a kind that came after they chose, they have what is usual', async () => {
  at('12T10:00');
  await db
    .insert(noticeMailSettings)
    .values({ ...usualSettings, kinds: { reply: 'none' }, personId: reader.id });
  await give(['reply', topicId], ['mention', topicId]);
  expect(await listMails()).toEqual([['at-once', topicId, '2027-01-12T10:10:00.000Z']]);
});

test('what is told late waits for the rest as well', async () => {
  at('12T10:00');
  const row = {
    personId: reader.id,
    kind: 'reply' as const,
    topicId,
    post: 1,
    at: new Date(0),
    once: 'late',
  };
  await db.transaction(async (tx) => scheduleMails(tx, await tx.insert(notices).values(row).returning()));
  expect(await listMails()).toEqual([['at-once', topicId, '2027-01-12T10:10:00.000Z']]);
});

test('what is undone is not mailed', async () => {
  const undone = db.transaction(async (tx) => {
    await giveNotices(tx, [{ personId: reader.id, kind: 'reply', topicId, once: 'undone' }]);
    throw new Error('Changed my mind');
  });
  await expect(undone).rejects.toThrow('Changed my mind');
  expect(await listJobs()).toEqual([]);
});

test('for 2,000 people it asks as few questions as for one', async () => {
  const rows = Array.from({ length: 2000 }, (_, n) => ({ email: `many.${n}@camden.gov.uk`, name: 'One' }));
  const everybody = await db.insert(people).values(rows).returning({ id: people.id });
  const told = await db
    .insert(notices)
    .values(
      everybody.map(({ id: personId }) => ({
        personId,
        topicId,
        kind: 'reply' as const,
        at: new Date(),
        once: 'many',
      })),
    )
    .returning();
  const schedule = (some: typeof told) => () => db.transaction((tx) => scheduleMails(tx, some));
  const before = performance.now();
  const asked = await queriesDuring(schedule(told));
  expect(performance.now() - before).toBeLessThan(3000);
  expect(asked.length).toBe((await queriesDuring(schedule(told.slice(0, 1)))).length);
  const [{ jobs } = { jobs: 0 }] = (
    await db.execute<{ jobs: number }>(
      sql`select count(*)::int as jobs from graphile_worker.jobs where key ~ ${`:${topicId}$`}`,
    )
  ).rows;
  expect(jobs).toBe(2000);
});
