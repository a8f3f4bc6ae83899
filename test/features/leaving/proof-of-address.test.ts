import { desc, eq } from 'drizzle-orm';
import { makeUnprovenDormant, noteBounce } from '../../../server/features/leaving/make-dormant.ts';
import { askForProof } from '../../../server/features/people/ask-for-proof.ts';
import { people } from '../../../server/features/people/tables.ts';
import { accessLog } from '../../../server/features/roles/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import { send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { runJobs } from '../../support/jobs.ts';
import { makeGuest, makePerson, makeTopic } from '../../support/make.ts';

const app = useApp();
afterEach(backToNow);
beforeEach(async () => {
  // Everybody else has just proved their address, so that each test is about its own people alone.
  await db.update(people).set({ leftAt: new Date() });
  mailbox.length = 0;
});

/** What is done each hour. */
async function anHourLater() {
  await makeUnprovenDormant();
  await askForProof();
  await runJobs();
}

/** The same, by two nodes at the same moment. */
async function twoNodesAtOnce() {
  await Promise.all([makeUnprovenDormant(), makeUnprovenDormant()]);
  await Promise.all([askForProof(), askForProof()]);
  await runJobs();
}

const mailsTo = ({ email }: { email: string }) => mailbox.filter(({ to }) => to === email);
const linkIn = (mail: { text: string } | undefined) =>
  new URL(/https?:\/\/\S+address-proofs\S+/.exec(mail?.text ?? '')?.[0] ?? 'http://none').pathname;

const logOf = async ({ id }: { id: number }) =>
  (await db.select().from(accessLog).where(eq(accessLog.personId, id)).orderBy(desc(accessLog.id))).map(
    ({ act }) => act,
  );

async function row({ id }: { id: number }) {
  const [found] = await db.select().from(people).where(eq(people.id, id));
  return found;
}

test('after 180 days a person is asked once, again three days before the end, and dormant after 14 days', async () => {
  const person = await makePerson();
  mailbox.length = 0;
  later({ days: 179 });
  await anHourLater();
  expect(mailsTo(person)).toEqual([]);

  later({ days: 180, hours: 1 });
  await twoNodesAtOnce();
  await anHourLater();
  expect(mailsTo(person).map(({ subject }) => subject)).toEqual(['Are you still at Camden?']);

  later({ days: 191, hours: 2 });
  await twoNodesAtOnce();
  await anHourLater();
  expect(mailsTo(person).map(({ subject }) => subject)).toEqual([
    'Last reminder: Are you still at Camden?',
    'Are you still at Camden?',
  ]);
  expect((await row(person))?.dormantAt).toBeNull();

  later({ days: 194, hours: 2 });
  await twoNodesAtOnce();
  expect((await row(person))?.dormantAt).not.toBeNull();
  expect(await logOf(person)).toEqual(['became-dormant']);
  expect(mailsTo(person)[0]?.text).toContain('ask for a sign-in link');
});

test('the button behind the link proves the address, opening it does not, and it signs nobody in', async () => {
  const person = await makePerson({ name: 'Pat Proof' });
  mailbox.length = 0;
  later({ days: 181 });
  await anHourLater();
  const link = linkIn(mailsTo(person)[0]);
  const browser = app.visitor();
  const page = await browser.get(link).expect(200);
  expect(page.text).toContain('I am still at Camden');
  expect((await row(person))?.proofAskedAt).not.toBeNull();

  const sent = await send(browser, link).expect(200);
  expect(sent.text).toContain('Thank you');
  expect(await row(person)).toMatchObject({ proofAskedAt: null, proofRemindedAt: null, dormantAt: null });
  await browser.get('/account/leaving').expect(404);
  await send(browser, link).expect(410);
  await browser.get(link).expect(410);

  later({ days: 200 });
  await anHourLater();
  expect(mailsTo(person)).toHaveLength(1);
});

test('a link to an address they no longer have proves nothing, nor does one that is too old', async () => {
  const person = await makePerson();
  later({ days: 181 });
  await anHourLater();
  const link = linkIn(mailsTo(person)[0]);
  await db.update(people).set({ email: 'new.address@camden.gov.uk' }).where(eq(people.id, person.id));
  await send(app.visitor(), link).expect(410);
  await db.update(people).set({ email: person.email }).where(eq(people.id, person.id));
  await app.visitor().get(link).expect(200);
  later({ days: 196 });
  await send(app.visitor(), link).expect(410);
});

test('while it is due every page asks, also one that is kept for many, and a link comes by the button', async () => {
  const [due, other] = [await makePerson(), await makePerson()];
  const { id } = await makeTopic(due);
  later({ days: 185 });
  await db
    .update(people)
    .set({ addressProvedAt: new Date(Date.now() + 180 * 86_400_000) })
    .where(eq(people.id, other.id));
  const [theirs, others] = [await app.signInAs(due), await app.signInAs(other)];
  for (const path of [`/topics/${id}`, `/topics/${id}`, '/standard']) {
    expect((await theirs.get(path).expect(200)).text).toContain(
      `Confirm that ${due.email} is still your address`,
    );
    expect((await others.get(path).expect(200)).text).not.toContain('is still your address');
  }
  mailbox.length = 0;
  const sent = await send(theirs, '/account/proof').expect(200);
  expect(sent.text).toContain('Check your email');
  await runJobs();
  await send(theirs, linkIn(mailsTo(due)[0])).expect(200);
  expect((await theirs.get(`/topics/${id}`)).text).not.toContain('is still your address');
});

test('a dormant person is out at once, their lead has a list of what they own, and a sign-in link wakes them', async () => {
  const lead = await makePerson({ lead: true });
  const person = await makePerson({ name: 'Dora Mant' });
  const { title } = await makeTopic(person, { title: 'Who empties the bins?' });
  const agent = await app.signInAs(person);
  const page = await app.connect(agent);
  mailbox.length = 0;
  expect(await noteBounce(` ${person.email.toUpperCase()} `)).toBe(true);
  await page.ended();
  await agent.get('/account/leaving').expect(404);
  await runJobs();
  const [told] = mailsTo(lead);
  expect(told?.text).toContain('Mail to the address came back');
  expect(told?.text).toContain(title);
  expect(told?.text).toContain('/councils/camden/handing-on');
  expect(mailsTo(person)).toEqual([]);
  expect(await noteBounce(person.email)).toBe(false);
  expect(await noteBounce('nobody@camden.gov.uk')).toBe(false);

  const browser = app.visitor();
  await send(browser, '/sign-in', { email: person.email }).expect(200);
  const link = new URL(/https?:\/\/\S+/.exec(mailsTo(person)[0]?.text ?? '')?.[0] ?? '').pathname;
  await send(browser, link).expect(303);
  await browser.get('/account/leaving').expect(200);
  expect(await logOf(person)).toEqual(['woke', 'became-dormant']);
});

test('who proves their address at the last moment is not made dormant', async () => {
  const person = await makePerson();
  later({ days: 181 });
  await anHourLater();
  const link = linkIn(mailsTo(person)[0]);
  later({ days: 194, hours: 23 });
  await send(app.visitor(), link).expect(200);
  later({ days: 196 });
  await makeUnprovenDormant();
  expect((await row(person))?.dormantAt).toBeNull();
});

test('guests are asked while they are guests, and nobody who cannot sign in', async () => {
  const guest = await makeGuest({ days: 300 });
  const gone = await makeGuest({ days: 30 });
  const suspended = await makePerson();
  await db.update(people).set({ suspendedAt: new Date() }).where(eq(people.id, suspended.id));
  mailbox.length = 0;
  later({ days: 181 });
  await anHourLater();
  expect(mailsTo(guest)[0]?.text).toContain('I still hold this address');
  expect([...mailsTo(gone), ...mailsTo(suspended)]).toEqual([]);
});
