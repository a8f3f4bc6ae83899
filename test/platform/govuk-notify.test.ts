import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import type { Mail } from '../../server/platform/mail-server.ts';

interface Sent {
  template_id: string;
  email_address: string;
  personalisation: { subject: string; body: string };
  reference: string;
  one_click_unsubscribe_url?: string;
}

const service = '6f1c9d0e-7f0b-4c5e-9a51-2f0a7b1d9c3e';
const secret = '2b7d64a5-36a5-4a3f-9a55-9d36f1d2c9a1';
const templateId = '0b9a3c5e-2d8e-4b2f-8a7d-5c6e1f2a3b4c';

/** Answers as GOV.UK Notify does: what it has taken, and what it refuses. */
let taken: (Sent & { status: string })[] = [];
let asked: string[] = [];
/** The next answer, or what happens instead of one. */
let next: { status: number; errors: { error: string; message: string }[] } | 'break off' | undefined;

const notify = createServer(async (req, res) => {
  const { method, url = '' } = req;
  asked.push(`${method} ${url}`);
  const answer = (status: number, body: object) =>
    res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  const body = Buffer.concat(await req.toArray()).toString();
  if (!isSigned(req.headers.authorization ?? ''))
    return answer(403, { status_code: 403, errors: [{ error: 'AuthError', message: 'Invalid token' }] });
  if (method === 'POST') {
    const now = next;
    next = undefined;
    if (typeof now === 'object') return answer(now.status, { status_code: now.status, errors: now.errors });
    const sent: Sent = JSON.parse(body);
    taken.push({ ...sent, status: 'created' });
    if (now) return void req.socket.destroy();
    return answer(201, { id: service, reference: sent.reference });
  }
  const { searchParams } = new URL(url, 'http://notify');
  const found = taken.filter(({ reference }) => reference === searchParams.get('reference'));
  answer(200, { notifications: found, links: {} });
});

/** Signed with the secret half of the key, which is never sent. */
function isSigned(authorization: string): boolean {
  const [header, payload, signature] = authorization.replace('Bearer ', '').split('.');
  const issuer = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString() || '{}').iss;
  const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url');
  return issuer === service && signature === expected;
}

notify.listen(0, '127.0.0.1');
await once(notify, 'listening');

// Settings are read when the application is first loaded, so these have to be there before.
Object.assign(process.env, {
  NOTIFY_API_KEY: `practice-${service}-${secret}`,
  NOTIFY_TEMPLATE_ID: templateId,
  NOTIFY_URL: `http://127.0.0.1:${(notify.address() as AddressInfo).port}`,
  LOG_LEVEL: 'silent',
});
const database = await import('../../server/platform/database.ts');
const { config } = await import('../../server/config.ts');
const { mailLater, onBounce, sendMail } = await import('../../server/platform/mail.ts');
const { backToNow, later } = await import('../support/clock.ts');
const { runJobs } = await import('../support/jobs.ts');

const bounced: string[] = [];
onBounce(async (address) => void bounced.push(address));

beforeAll(() => {
  database.openDatabase(process.env.DATABASE_URL as string);
});
beforeEach(async () => {
  [taken, asked, next, bounced.length] = [[], [], undefined, 0];
  await database.db.execute(sql`delete from graphile_worker._private_jobs`);
});
afterEach(backToNow);
afterAll(async () => {
  notify.closeAllConnections();
  notify.close();
  await database.closeDatabase();
});

const mail: Mail = {
  kind: 'virus-found',
  to: 'ada@camden.gov.uk',
  subject: 'Żółć\r\nand more',
  paragraphs: [
    'Somebody wrote:',
    { quote: 'Look [here](https://evil.example)\n\nOr \\[there](https://evil.example)' },
    { heading: 'Then' },
    { button: 'Read it', href: '/topics/7' },
  ],
  stop: { href: '/stop/abc', says: 'Stop emails about this topic' },
};

const mailInTransaction = () => database.db.transaction((tx) => mailLater(tx, mail));
const countJobs = async () =>
  (await database.db.execute(sql`select id from graphile_worker.jobs`)).rows.length;

test('mail is handed over with its words, a reference and what stops it, by one request', async () => {
  await mailInTransaction();
  await runJobs();
  expect(asked).toEqual(['POST /v2/notifications/email']);
  expect(taken).toEqual([
    {
      template_id: templateId,
      email_address: mail.to,
      personalisation: { subject: 'Żółć and more', body: expect.any(String) },
      reference: expect.stringMatching(/^[\w-]{36}$/),
      one_click_unsubscribe_url: `${config.baseUrl}/stop/abc`,
      status: 'created',
    },
  ]);
  expect(taken[0]?.personalisation.body.split('\n\n--\n')[0]).toBe(
    [
      'Somebody wrote:',
      // Notify’s own Markdown: “^” begins what is set in, and what somebody wrote is no link that says something else.
      '^ Look \\[here](https://evil.example)\n^\n^ Or \\\\\\[there](https://evil.example)',
      '# Then',
      `Read it:\n${config.baseUrl}/topics/7`,
    ].join('\n\n'),
  );
});

test('what Notify took, and could not say so, is not handed over again', async () => {
  next = 'break off';
  await mailInTransaction();
  await expect(runJobs()).rejects.toThrow('GOV.UK Notify cannot be reached');
  expect(taken).toHaveLength(1);
  later({ minutes: 1 });
  await runJobs();
  expect(taken).toHaveLength(1);
  expect(asked.slice(1)).toEqual([
    `GET /v2/notifications?template_type=email&reference=${taken[0]?.reference}`,
  ]);
  expect(await countJobs()).toBe(0);
});

test.each([
  ['technical-failure', 2, []],
  ['delivered', 1, []],
  ['permanent-failure', 1, [mail.to]],
])('what became of it at Notify is found at the next try: %s', async (status, times, told) => {
  next = 'break off';
  await mailInTransaction();
  await expect(runJobs()).rejects.toThrow();
  for (const one of taken) one.status = status;
  later({ minutes: 1 });
  await runJobs();
  expect(taken).toHaveLength(times);
  expect(bounced).toEqual(told);
  expect(await countJobs()).toBe(0);
});

test.each([
  [429, 'TooManyRequestsError', 'Exceeded send limits (50) for today', 'is busy or has a fault (429)'],
  [500, 'Exception', 'Internal server error', 'is busy or has a fault (500)'],
  [403, 'AuthError', 'Invalid token: API key not found', 'refuses mail from us: look at the settings (403)'],
  [400, 'BadRequestError', `Can't send to ${mail.to} using a team-only API key`, 'refuses mail from us'],
])('a refusal that is not about the address is tried again: %i %s', async (status, error, message, words) => {
  next = { status, errors: [{ error, message }] };
  await expect(sendMail(mail)).rejects.toMatchObject({ status: 503 });
  next = { status, errors: [{ error, message }] };
  await mailInTransaction();
  const failed = runJobs();
  await expect(failed).rejects.toThrow(words);
  await expect(failed).rejects.not.toThrow(mail.to);
  later({ minutes: 1 });
  await runJobs();
  expect(taken).toHaveLength(1);
  expect(bounced).toEqual([]);
});

test('an address that is none is told of, and not tried again', async () => {
  const errors = [{ error: 'ValidationError', message: 'email_address Not a valid email address' }];
  next = { status: 400, errors };
  await mailInTransaction();
  await runJobs();
  expect([bounced, await countJobs()]).toEqual([[mail.to], 0]);
  next = { status: 400, errors };
  await expect(sendMail(mail)).rejects.toMatchObject({ status: 422 });
});

test('while Notify cannot be reached, mail waits', async () => {
  const { port } = notify.address() as AddressInfo;
  notify.closeAllConnections();
  await new Promise((done) => notify.close(done));
  await mailInTransaction();
  await expect(runJobs()).rejects.toThrow('GOV.UK Notify cannot be reached');
  notify.listen(port, '127.0.0.1');
  await once(notify, 'listening');
  later({ minutes: 1 });
  await runJobs();
  expect(taken).toHaveLength(1);
});
