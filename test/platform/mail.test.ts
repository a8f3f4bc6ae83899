import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

let received: { mail: ParsedMail; to: string[] }[] = [];
/** What the mail server answers to a recipient, by address. */
const refusals = new Map<string, string>();
let server = startServer();
await once(server.server, 'listening');
const { port } = server.server.address() as AddressInfo;

// Settings are read when the application is first loaded, so these have to be there before.
Object.assign(process.env, {
  SMTP_URL: `smtp://127.0.0.1:${port}`,
  MAIL_FROM: 'Standard Practice <no-reply@practice.example>',
  LOG_LEVEL: 'silent',
});
const database = await import('../../server/platform/database.ts');
const { log } = await import('../../server/platform/log.ts');
const { mailbox, mailLater, onBounce, sendMail } = await import('../../server/platform/mail.ts');
const { backToNow, later } = await import('../support/clock.ts');
const { runJobs } = await import('../support/jobs.ts');

const mail = {
  to: 'ada@camden.gov.uk',
  subject: 'A reply',
  text: 'Somebody has answered.\n\nRead it: https://x.example/1',
};
const bounced: string[] = [];
onBounce(async (address) => void bounced.push(address));

beforeAll(() => {
  database.openDatabase(process.env.DATABASE_URL as string);
});
beforeEach(() => {
  received = [];
  bounced.length = 0;
  refusals.clear();
});
afterEach(backToNow);
afterAll(async () => {
  await database.closeDatabase();
  await stopServer();
});

const mailInTransaction = (given: Partial<typeof mail> = {}) =>
  database.db.transaction((tx) => mailLater(tx, { ...mail, ...given }));

const countJobs = async () =>
  (await database.db.execute(sql`select id from graphile_worker.jobs`)).rows.length;

test('mail goes out once the transaction is committed, and is what was written', async () => {
  const text = `${mail.text}\n\nLadies & gentlemen, “żółć” 👋\n.\nFrom here on`;
  await mailInTransaction({ subject: 'Żółć\r\nBcc: everybody@example.org', text });
  expect(received).toEqual([]);
  await runJobs();
  const [one, ...others] = received;
  expect(others).toEqual([]);
  expect(one?.to).toEqual([mail.to]);
  expect(one?.mail.subject).toBe('Żółć Bcc: everybody@example.org');
  expect(one?.mail.bcc).toBeUndefined();
  expect(one?.mail.text?.trim()).toBe(text);
  expect(one?.mail.from?.text).toBe('"Standard Practice" <no-reply@practice.example>');
  expect(one?.mail.messageId).toMatch(/^<[\w-]{36}@practice\.example>$/);
  expect(mailbox).toEqual([]);
  expect(await countJobs()).toBe(0);
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

function startServer(at = 0) {
  const started = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, callback) {
      const answer = refusals.get(address);
      if (!answer) return callback();
      const [responseCode] = answer.split(/[ -]/);
      const lines = answer.split('\r\n').map((line) => line.slice(4));
      callback(Object.assign(new Error(lines.join('\n')), { responseCode: Number(responseCode) }));
    },
    onData(stream, session, callback) {
      simpleParser(stream).then((parsed) => {
        received.push({ mail: parsed, to: session.envelope.rcptTo.map(({ address }) => address) });
        callback();
      }, callback);
    },
  });
  started.on('error', () => {});
  started.listen(at, '127.0.0.1');
  return started;
}

async function startAgain(): Promise<void> {
  if (server.server.listening) return;
  server = startServer(port);
  await once(server.server, 'listening');
}

async function stopServer(): Promise<void> {
  await new Promise<void>((done) => server.close(done));
}
