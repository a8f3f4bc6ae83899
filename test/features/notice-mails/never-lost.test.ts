import { eq, sql } from 'drizzle-orm';
import { startMailServer } from '../../support/mail-server.ts';

interface Heard {
  to: string;
  messageId?: string;
  subject?: string;
  headers: string[];
  /** Whether the mail server has said that it has it. */
  isAnswered: boolean;
}

/** What came to the mail server, in this order. */
let heard: Heard[] = [];
/** After so many it says nothing more to whoever hands mail over. */
let silentAfter = Number.POSITIVE_INFINITY;
/** Breaks off instead of saying that it has it. */
let breaksOff = false;
const refusals = new Map<string, string>();
let server = await startServer();

// Settings are read when the application is first loaded, so these have to be there before.
const settings = { SMTP_URL: server.url, LOG_LEVEL: 'silent' };
Object.assign(process.env, settings);
const { presets, usualSettings } = await import('../../../server/features/notice-mails/settings.ts');
const { noticeMailSettings, noticeMails } = await import('../../../server/features/notice-mails/tables.ts');
const { follows } = await import('../../../server/features/follows/tables.ts');
const { giveNotices } = await import('../../../server/features/notices/give-notices.ts');
const { scheduleAgain } = await import('../../../server/features/notice-mails/schedule-mails.ts');
const { notices } = await import('../../../server/features/notices/tables.ts');
const { people } = await import('../../../server/features/people/tables.ts');
const { findSignedIn } = await import('../../../server/features/accounts/viewers.ts');
const database = await import('../../../server/platform/database.ts');
const { closeMail } = await import('../../../server/platform/mail.ts');
const { findCouncil } = await import('../../../server/features/councils/queries.ts');
const { backToNow, later } = await import('../../support/clock.ts');
const { makeReply, makeTopic } = await import('../../support/make.ts');
const { runJobs } = await import('../../support/jobs.ts');
const { until } = await import('../../support/until.ts');
const { startWorkerProcess } = await import('../../support/worker-process.ts');

const workers: Awaited<ReturnType<typeof startWorkerProcess>>[] = [];
let made = 0;

beforeAll(() => {
  database.openDatabase(process.env.DATABASE_URL as string);
});
beforeEach(async () => {
  await database.db.execute(sql`delete from graphile_worker._private_jobs`);
  [heard, silentAfter, breaksOff] = [[], Number.POSITIVE_INFINITY, false];
  refusals.clear();
});
afterEach(async () => {
  backToNow();
  await Promise.all(workers.splice(0).map((worker) => worker.kill()));
});
afterAll(async () => {
  closeMail();
  await database.closeDatabase();
  await stopServer();
});

/** People who want all mail at once; what they write is nobody's business here. */
async function makePeople(count: number) {
  const { id: councilId } = await findCouncil('camden');
  const rows = Array.from({ length: count }, () => {
    const email = `reader.${++made}@camden.gov.uk`;
    return { email, name: `Reader ${made}`, councilId };
  });
  const readers = await database.db
    .insert(people)
    .values(rows)
    .returning({ id: people.id, email: people.email });
  const wants = { ...usualSettings, kinds: presets.everything };
  await database.db.insert(noticeMailSettings).values(readers.map(({ id }) => ({ ...wants, personId: id })));
  return readers;
}

/** A topic that so many follow, with a reply of which mail to each is due now. */
async function makeFollowed(count: number) {
  const [author, ...followers] = await makePeople(count + 1);
  const viewer = await findSignedIn(author?.id ?? 0);
  if (!viewer) throw new Error('Nobody wrote it');
  const { id: topicId } = await makeTopic(viewer);
  await runJobs();
  const following = { place: 'topic', topicId, level: 'everything', because: 'chosen' } as const;
  const rows = followers.map(({ id }) => ({ ...following, personId: id, followedAt: new Date() }));
  await database.db.insert(follows).values(rows);
  await makeReply(viewer, topicId, { body: 'News for everybody' });
  await runJobs();
  await letBeDue();
  return followers;
}

const allWeekly = Object.fromEntries(
  Object.keys(presets.everything).map((kind) => [kind, 'weekly' as const]),
);

const scheduleAllAgain = (personId: number) => database.db.transaction((tx) => scheduleAgain(tx, personId));

/** Has somebody told of one thing more. */
const tellAgain = (personId: number) =>
  database.db.transaction((tx) =>
    giveNotices(tx, [
      {
        personId,
        kind: 'act',
        words: { subject: 'More', paragraphs: ['More of it.'] },
        once: `more ${++made}`,
      },
    ]),
  );

/** Whatever day of the week it is. */
async function letBeDue(): Promise<void> {
  await database.db.execute(sql`update notice_mails set due_at = now() - interval '1 minute'`);
  await database.db.execute(sql`
    select graphile_worker.reschedule_jobs(
      array(select id from graphile_worker.jobs where task_identifier = 'send-notice-mail'), run_at => now())`);
}

const countUnsent = () => database.db.$count(noticeMails, sql`sent_at is null and dropped_at is null`);

test('500 followers all have their mail although the worker is killed half-way, and only the one under way twice', async () => {
  const followers = await makeFollowed(500);
  expect(await countUnsent()).toBe(500);
  silentAfter = 250;
  workers.push(await startWorkerProcess(settings));
  await until('it is half-way, with one under way', () => heard.length === 251, 30);
  await workers.pop()?.kill();

  const underWay = heard.filter(({ isAnswered }) => !isAnswered).map(({ to }) => to);
  expect(underWay.length).toBe(1);
  silentAfter = Number.POSITIVE_INFINITY;
  workers.push(await startWorkerProcess({ ...settings, LOOK_EVERY: '200' }));
  await until('all is sent', async () => (await countUnsent()) === 0, 40);

  const byReader = Map.groupBy(heard, ({ to }) => to);
  expect([...byReader.keys()].sort()).toEqual(followers.map(({ email }) => email).sort());
  const twice = [...byReader].filter(([, mails]) => mails.length > 1);
  expect(twice.map(([to]) => to).sort()).toEqual(underWay.toSorted());
  for (const [, mails] of twice) {
    expect(mails.length).toBe(2);
    expect(mails[0]?.messageId).toBeTruthy();
    expect(mails[1]?.messageId).toBe(mails[0]?.messageId);
  }
}, 120_000);

test('while the mail server is down for an hour mail waits, and what is read meanwhile does not come', async () => {
  const [reads, waits] = await makeFollowed(2);
  await stopServer();
  await expect(runJobs()).rejects.toThrow('ECONNREFUSED');
  later({ minutes: 30 });
  await expect(runJobs()).rejects.toThrow('ECONNREFUSED');
  await database.db
    .update(notices)
    .set({ readAt: new Date() })
    .where(eq(notices.personId, reads?.id ?? 0));
  await startAgain();
  later({ hours: 2 });
  await runJobs();
  expect(heard.map(({ to }) => to)).toEqual([waits?.email]);
  expect(await countUnsent()).toBe(0);
});

test('a digest that could not be sent does not wait for the next one because something else comes meanwhile', async () => {
  const [reader] = await makeFollowed(1);
  const id = reader?.id ?? 0;
  await database.db
    .update(noticeMailSettings)
    .set({ kinds: allWeekly })
    .where(eq(noticeMailSettings.personId, id));
  await scheduleAllAgain(id);
  await letBeDue();
  await stopServer();
  await expect(runJobs()).rejects.toThrow('ECONNREFUSED');
  await tellAgain(id);
  await startAgain();
  later({ minutes: 11 });
  await runJobs();
  expect(heard.map(({ to }) => to)).toEqual([reader?.email]);
  expect(await countUnsent()).toBe(1);
  // What came meanwhile waits for its own time, and nothing looks after it before.
  const { rows } = await database.db.execute(sql`
    select 1 from graphile_worker.jobs where key like 'send-notice-mail:%' and run_at < ${new Date(Date.now() + 12 * 60_000).toISOString()}::timestamptz`);
  expect(rows).toEqual([]);
});

test('what the mail server broke off is sent again under the same id', async () => {
  const [reader] = await makeFollowed(1);
  breaksOff = true;
  await expect(runJobs()).rejects.toThrow();
  breaksOff = false;
  later({ hours: 1 });
  await runJobs();
  const ids = heard.map(({ messageId }) => messageId);
  expect(heard.map(({ to }) => to)).toEqual([reader?.email, reader?.email]);
  expect(ids).toEqual([ids[0], ids[0]]);
  later({ hours: 2 });
  await runJobs();
  expect(heard.length).toBe(2);
});

test.each([
  ['550 5.1.1 No such user', 'is dropped'],
  ['550 5.7.1 Blocked by policy', 'waits'],
])('an address that the mail server refuses holds up nobody: %s %s', async (answer, becomes) => {
  const [refused, other] = await makeFollowed(2);
  refusals.set(refused?.email ?? '', answer);
  await runJobs().catch(() => {});
  expect(heard.map(({ to }) => to)).toEqual([other?.email]);
  const [row] = await database.db
    .select()
    .from(noticeMails)
    .where(eq(noticeMails.personId, refused?.id ?? 0));
  expect(row?.sentAt).toBeNull();
  expect(row?.droppedAt === null).toBe(becomes === 'waits');
});

test('a mail program is told how to stop it by one press, and which mails belong together', async () => {
  const [reader] = await makeFollowed(1);
  await runJobs();
  const [mail] = heard;
  expect(mail?.to).toBe(reader?.email);
  expect(mail?.headers).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^List-Unsubscribe: <https?:\/\/\S+\/stop-emails\/[\w-]+>$/),
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      expect.stringMatching(/^List-ID: <topic-\d+\./i),
    ]),
  );
});

function startServer(at?: number) {
  return startMailServer(
    {
      refuses: (address) => refusals.get(address),
      heard({ messageId, subject, headerLines }, [to = ''], { take, breakOff }) {
        const headers = headerLines.map(({ line }) => line.replace(/\r?\n\s+/g, ' '));
        const isAnswered = heard.length < silentAfter && !breaksOff;
        heard.push({ to, messageId, subject, headers, isAnswered });
        if (isAnswered) take();
        else if (breaksOff) breakOff();
      },
    },
    at,
  );
}

async function startAgain(): Promise<void> {
  server = await startServer(server.port);
}

function stopServer(): Promise<void> {
  return server.stop();
}
