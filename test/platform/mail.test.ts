import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import type { ParsedMail } from 'mailparser';
import type { Mail } from '../../server/platform/mail-server.ts';
import { startMailServer } from '../support/mail-server.ts';

let received: { mail: ParsedMail; to: string[] }[] = [];
/** What the mail server answers to a recipient, by address. */
const refusals = new Map<string, string>();
/** Instead of saying that it has a mail. */
let instead: 'break off' | 'take long' | undefined;
/** What it then says after all. */
let atLast: (() => void)[] = [];
let server = await startServer();

// Settings are read when the application is first loaded, so these have to be there before.
Object.assign(process.env, {
  SMTP_URL: server.url,
  MAIL_FROM: 'Standard Practice <no-reply@practice.example>',
  LOG_LEVEL: 'silent',
});
const database = await import('../../server/platform/database.ts');
const { config } = await import('../../server/config.ts');
const { log } = await import('../../server/platform/log.ts');
const { mailbox } = await import('../../server/platform/mailbox.ts');
const { closeMail, mailLater, onBounce, sendMail } = await import('../../server/platform/mail.ts');
const { backToNow, later } = await import('../support/clock.ts');
const { runJobs } = await import('../support/jobs.ts');
const { until } = await import('../support/until.ts');
const { createServer } = await import('../../server/app.ts');
const { startJobs } = await import('../../server/platform/worker.ts');

const mail: Mail = {
  kind: 'virus-found',
  to: 'ada@camden.gov.uk',
  subject: 'A reply',
  paragraphs: ['Somebody has answered.', { button: 'Read it', href: 'https://x.example/1' }],
};
const bounced: string[] = [];
onBounce(async (address) => void bounced.push(address));

beforeAll(() => {
  database.openDatabase(process.env.DATABASE_URL as string);
});
beforeEach(async () => {
  await database.db.execute(sql`delete from graphile_worker._private_jobs`);
  [received, instead, atLast] = [[], undefined, []];
  bounced.length = 0;
  refusals.clear();
});
afterEach(backToNow);
afterAll(async () => {
  closeMail();
  await database.closeDatabase();
  await stopServer();
});

const mailInTransaction = (given: Partial<Mail> = {}) =>
  database.db.transaction((tx) => mailLater(tx, { ...mail, ...given }));

const countJobs = async () =>
  (await database.db.execute(sql`select id from graphile_worker.jobs`)).rows.length;

test('mail goes out once the transaction is committed, and is what was written', async () => {
  const text = `Ladies & gentlemen, “żółć” 👋\n.\nFrom here on`;
  await mailInTransaction({ subject: 'Żółć\r\nBcc: everybody@example.org', paragraphs: [text] });
  expect(received).toEqual([]);
  await runJobs();
  const [one, ...others] = received;
  expect(others).toEqual([]);
  expect(one?.to).toEqual([mail.to]);
  expect(one?.mail.subject).toBe('Żółć Bcc: everybody@example.org');
  expect(one?.mail.bcc).toBeUndefined();
  expect(one?.mail.text).toMatch(`${text}\n\n--\n`);
  expect(one?.mail.from?.text).toBe('"Standard Practice" <no-reply@practice.example>');
  expect(one?.mail.messageId).toMatch(/^<[\w-]{36}@practice\.example>$/);
  expect(mailbox).toEqual([]);
  expect(await countJobs()).toBe(0);
});

test('mail is the same as plain text and as HTML, loads nothing, and says what it is in', async () => {
  await mailInTransaction({
    subject: 'Letters & <b>forms</b>',
    paragraphs: [
      'One <script>alert(1)</script>\ntwo',
      '',
      { heading: 'Understand user needs' },
      { quote: 'First\n\nSecond & last' },
      { list: ['A service', { link: 'A topic', href: '/topics/8' }] },
      { link: 'See it', href: '/topics/7' },
      { button: 'Answer', href: 'https://x.example/?a=1&b="2"' },
    ],
  });
  await runJobs();
  const [{ mail: parsed } = { mail: undefined }] = received;
  const [text, html] = [parsed?.text, parsed?.html];
  expect(text?.split('\n--\n')[0]).toBe(
    [
      'One <script>alert(1)</script>\ntwo',
      'Understand user needs',
      '> First\n>\n> Second & last',
      `- A service\n- A topic:\n  ${config.baseUrl}/topics/8`,
      `See it:\n${config.baseUrl}/topics/7`,
      'Answer:\nhttps://x.example/?a=1&b="2"\n',
    ].join('\n\n'),
  );
  expect(html).toMatch(/^<!DOCTYPE html>\s*<html lang="en-GB">/);
  expect(html).toContain('<title>Letters &amp; &lt;b&gt;forms&lt;/b&gt;</title>');
  expect(html).toContain('One &lt;script&gt;alert(1)&lt;/script&gt;<br>two');
  expect(html).toContain('<p style="margin: 0 0 12px;">Second &amp; last</p>');
  expect(html).toContain(`href="${config.baseUrl}/topics/8"`);
  expect(html).toContain('href="https://x.example/?a&#x3D;1&amp;b&#x3D;&quot;2&quot;"');
  expect(html).not.toMatch(/<(img|script|link|table)|url\(|src=/);
});

test('mail can be stopped by one press in a mail program, and stands with what is about the same', async () => {
  const href = `/emails/stop/${'x'.repeat(200)}`;
  await mailInTransaction({ stop: { href, says: 'Stop emails about this topic' }, thread: 'topic-7' });
  await mailInTransaction({ thread: undefined });
  await runJobs();
  const [one, other] = received.map(({ mail }) => mail);
  const line = (name: string) => one?.headerLines.find(({ key }) => key === name)?.line;
  expect(line('list-unsubscribe')).toBe(`List-Unsubscribe: <${config.baseUrl}${href}>`);
  expect(line('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  expect(line('list-id')).toBe('List-ID: <topic-7.practice.example>');
  expect([one?.references, one?.inReplyTo]).toEqual(Array(2).fill('<topic-7@practice.example>'));
  expect(one?.text).toMatch(`Stop emails about this topic:\n${config.baseUrl}${href}`);
  expect(one?.html).toContain('>Stop emails about this topic</a>');
  for (const key of ['list-unsubscribe', 'list-id', 'references'])
    expect(other?.headers.has(key)).toBe(false);
  for (const mail of [one, other]) expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
});

test('mail of a transaction that is undone never goes out', async () => {
  const undone = database.db.transaction(async (tx) => {
    await mailLater(tx, mail);
    throw new Error('Changed my mind');
  });
  await expect(undone).rejects.toThrow();
  await runJobs();
  expect(received).toEqual([]);
});

test('an address is one address, whatever is in it', async () => {
  refusals.set('ada@camden.gov.uk, bob', '550 5.1.3 That is no address');
  await expect(sendMail({ ...mail, to: 'ada@camden.gov.uk, bob@camden.gov.uk' })).rejects.toThrow();
  expect(received).toEqual([]);
});

describe('while the mail server is down', () => {
  beforeEach(stopServer);
  afterEach(startAgain);

  test('somebody who waits is told so', async () => {
    await expect(sendMail(mail)).rejects.toMatchObject({ status: 503, title: 'We could not send the email' });
    expect(bounced).toEqual([]);
  });

  test('mail waits, and goes out when it is up', async () => {
    await mailInTransaction();
    await expect(runJobs()).rejects.toThrow('ECONNREFUSED');
    await startAgain();
    await runJobs();
    expect(received).toEqual([]);
    later({ minutes: 1 });
    await runJobs();
    expect(received.map(({ to }) => to)).toEqual([[mail.to]]);
    expect(await countJobs()).toBe(0);
  });
});

test('a mail that is sent again has the same id', async () => {
  await mailInTransaction();
  const [waiting] = (await database.db.execute(sql`select payload from graphile_worker._private_jobs`)).rows;
  await runJobs();
  // As when a node was killed between the mail server's answer and saying so in the database.
  await database.db.execute(
    sql`select graphile_worker.add_job('send-mail', ${JSON.stringify(waiting?.payload)}::json)`,
  );
  await runJobs();
  const ids = received.map((one) => one.mail.messageId);
  expect(ids).toEqual([ids[0], ids[0]]);
});

test('mail of an hour without a mail server goes out, once each, and the server is not asked again and again', async () => {
  const people = ['ada', 'bob', 'cy'].map((name) => `${name}@camden.gov.uk`);
  for (const to of people) await mailInTransaction({ to });
  await stopServer();
  let tries = 0;
  for (let minutes = 0; minutes < 60; minutes += 5) {
    await runJobs().catch(({ errors }: AggregateError) => {
      tries += errors.length;
    });
    await database.db.execute(
      sql`update graphile_worker._private_jobs set run_at = run_at - interval '5 minutes'`,
    );
  }
  expect(tries / people.length).toBeGreaterThan(4);
  expect(tries / people.length).toBeLessThan(10);
  await startAgain();
  await database.db.execute(sql`update graphile_worker._private_jobs set run_at = now()`);
  await runJobs();
  await runJobs();
  expect(received.map(({ to: [to] }) => to).toSorted()).toEqual(people);
  expect(await countJobs()).toBe(0);
});

test('mail that the server had and broke off before saying so is sent again under the same id', async () => {
  instead = 'break off';
  await mailInTransaction();
  await mailInTransaction({ to: 'bob@camden.gov.uk' });
  await expect(runJobs()).rejects.toThrow();
  expect(received).toHaveLength(2);
  instead = undefined;
  later({ minutes: 1 });
  await runJobs();
  const idsOf = (address: string) =>
    received.flatMap(({ mail: { messageId }, to: [to] }) => (to === address ? [messageId] : []));
  const [adas, bobs] = [idsOf(mail.to), idsOf('bob@camden.gov.uk')];
  expect([adas, bobs]).toEqual([Array(2).fill(adas[0]), Array(2).fill(bobs[0])]);
  expect(adas[0]).not.toBe(bobs[0]);
  expect(await countJobs()).toBe(0);
});

test('a refusal of one address holds up nobody', async () => {
  refusals.set('bob@camden.gov.uk', '550 5.7.1 Blocked by policy');
  refusals.set('gone@camden.gov.uk', '550 5.1.1 No such user');
  for (const to of ['bob@camden.gov.uk', 'gone@camden.gov.uk', mail.to]) await mailInTransaction({ to });
  await expect(runJobs()).rejects.toThrow('Blocked by policy');
  expect(received.map(({ to }) => to)).toEqual([[mail.to]]);
  expect([bounced, await countJobs()]).toEqual([['gone@camden.gov.uk'], 1]);
});

describe('while the mail server takes its time', () => {
  beforeEach(() => {
    instead = 'take long';
  });
  const answer = () => {
    for (const say of atLast.splice(0)) say();
  };
  afterEach(answer);

  test('nobody waits for it longer than a moment, and what goes out meanwhile goes out once', async () => {
    await sendMail(mail, 50);
    await until('it has it', () => atLast.length === 1);
    expect(await countJobs()).toBe(1);
    answer();
    await until('nothing is left to do', async () => (await countJobs()) === 0);
    expect(received).toHaveLength(1);
  });

  test('what it does not take after all is tried again under the same id', async () => {
    await sendMail(mail, 50);
    await until('it has it', () => atLast.length === 1);
    await stopServer();
    await startAgain();
    instead = undefined;
    later({ minutes: 2 });
    await runJobs();
    const ids = received.map((one) => one.mail.messageId);
    expect(ids).toEqual([ids[0], ids[0]]);
    expect(await countJobs()).toBe(0);
  });

  test('pages are as quick as ever, while as much mail waits as can', async () => {
    const { server: pages, close } = await createServer(process.env.DATABASE_URL as string);
    pages.listen(0, '127.0.0.1');
    await once(pages, 'listening');
    const node = await startJobs([]);
    for (let count = 0; count < 20; count++) await mailInTransaction();
    await until('one is under way', () => atLast.length === 1);
    const address = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
    const begun = Date.now();
    for (let count = 0; count < 10; count++) expect((await fetch(`${address}/library`)).status).toBe(200);
    expect(Date.now() - begun).toBeLessThan(2_000);
    expect(atLast).toHaveLength(1);
    instead = undefined;
    answer();
    await until('all have gone out', async () => (await countJobs()) === 0);
    expect(received).toHaveLength(20);
    await node.stop();
    await close();
  });
});

describe('a recipient whom the server refuses', () => {
  test.each([
    '550 5.1.1 No such user',
    '550-5.1.1 The email account that you tried to reach\r\n550 5.1.1 does not exist',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound',
    '551 5.1.6 Has moved',
    '550 5.2.1 Mailbox is disabled',
  ])('for good is told of and not tried again: %j', async (answer) => {
    refusals.set(mail.to, answer);
    await mailInTransaction();
    await runJobs();
    expect(bounced).toEqual([mail.to]);
    expect(await countJobs()).toBe(0);
    await expect(sendMail(mail)).rejects.toMatchObject({
      status: 422,
      title: 'We could not send email to this address',
    });
    expect(bounced).toEqual([mail.to, mail.to]);
  });

  test.each([
    '550 5.7.1 Blocked by policy',
    '550 5.7.1 See rule 5.1.1',
    '550 5.1.11 Not one of ours',
    '552 5.2.2 Mailbox is full',
    '550 No',
    '451 4.7.1 Come back later',
    '450 4.2.1 Not now',
  ])('for now, or for what we are, is tried again: %j', async (answer) => {
    refusals.set(mail.to, answer);
    await expect(sendMail(mail)).rejects.toMatchObject({ status: 503 });
    await mailInTransaction();
    await expect(runJobs()).rejects.toThrow(answer.slice(4));
    refusals.clear();
    later({ minutes: 1 });
    await runJobs();
    expect(received.length).toBe(1);
    expect(bounced).toEqual([]);
  });

  test('is not named in the log, nor in why the job failed', async () => {
    const { error } = log;
    const logged: unknown[] = [];
    log.error = (...line: unknown[]) => void logged.push(line);
    refusals.set(mail.to, `550 5.7.1 <${mail.to}>: Recipient ${mail.to} rejected`);
    await expect(sendMail(mail)).rejects.toThrow();
    log.error = error;
    const [[{ error: told }]] = logged as [[{ error: Error }]];
    expect(told.message).toContain('550 5.7.1 <…>: Recipient … rejected');
    expect(JSON.stringify([told, Object.entries(told), told.stack, told.cause])).not.toContain(mail.to);
  });
});

function startServer(at?: number) {
  return startMailServer(
    {
      refuses: (address) => refusals.get(address),
      heard(parsed, to, { take, breakOff }) {
        received.push({ mail: parsed, to });
        if (instead === 'break off') breakOff();
        else if (instead === 'take long') atLast.push(take);
        else take();
      },
    },
    at,
  );
}

async function startAgain(): Promise<void> {
  if (!server.isListening()) server = await startServer(server.port);
}

function stopServer(): Promise<void> {
  return server.stop();
}
