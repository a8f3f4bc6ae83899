import { desc, eq } from 'drizzle-orm';
import { invitations } from '../../../server/features/invitations/tables.ts';
import { passkeys } from '../../../server/features/passkeys/tables.ts';
import { people } from '../../../server/features/people/tables.ts';
import { accessLog, roleGrants } from '../../../server/features/roles/tables.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { runJobs } from '../../support/jobs.ts';
import { makeGuest, makePerson, makeReply, makeTopic } from '../../support/make.ts';

const app = useApp();
let lead: Member;
let leads: Agent;
let administrator: Member;
let administrators: Agent;

beforeAll(async () => {
  lead = await makePerson({ lead: true });
  leads = await app.signInAs(lead);
  administrator = await makePerson({ administrator: true, council: 'barnet' });
  administrators = await app.signInAs(administrator);
});

const addressOf = ({ id }: { id: number }) => `/councils/camden/people/${id}/leaving`;
const because = { reason: 'Moved to another job' };

async function row({ id }: { id: number }) {
  const [found] = await db.select().from(people).where(eq(people.id, id));
  return found;
}

const logOf = ({ id }: { id: number }) =>
  db.select().from(accessLog).where(eq(accessLog.personId, id)).orderBy(desc(accessLog.id));

/** Somebody with all that ends when they leave. */
async function makeLeaver() {
  const person = await makePerson({ name: 'Lee Leaver', coordinates: 'all' });
  const at = clock.now();
  await db.insert(passkeys).values({
    id: `key-${person.id}`,
    personId: person.id,
    name: 'Laptop',
    publicKey: Buffer.from('key'),
    counter: 0,
    transports: [],
    backedUp: false,
    createdAt: at,
  });
  await db.insert(invitations).values({
    kind: 'colleague',
    email: `asked.by.${person.id}@camden.gov.uk`,
    tokenHash: `hash-${person.id}`,
    invitedBy: person.id,
    createdAt: at,
    sentAt: at,
    expiresAt: new Date(at.getTime() + 86_400_000),
  });
  return person;
}

async function expectOut(person: Member) {
  expect((await row(person))?.leftAt).not.toBeNull();
  expect(await db.$count(passkeys, eq(passkeys.personId, person.id))).toBe(0);
  const [invitation] = await db.select().from(invitations).where(eq(invitations.invitedBy, person.id));
  expect(invitation?.revokedAt).not.toBeNull();
  const [grant] = await db.select().from(roleGrants).where(eq(roleGrants.personId, person.id));
  expect(grant?.endedAt).not.toBeNull();
}

test('a lead marks a leaver: they are out at once in every browser, and what they held is over', async () => {
  const person = await makeLeaver();
  const { id: topicId } = await makeTopic(person);
  const browsers = [await app.signInAs(person), await app.signInAs(person)];
  const pages = [await app.connect(browsers[0]), await app.connect(browsers[1])];
  expect((await leads.get(addressOf(person)).expect(200)).text).toContain('Coordinator of all workspaces');
  mailbox.length = 0;
  await send(leads, addressOf(person), because).expect(303);
  for (const page of pages) await page.ended();
  for (const browser of browsers) await browser.get(`/people/${person.id}`).expect(404);
  await expectOut(person);
  await runJobs();
  const notice = mailbox.find(({ to }) => to === person.email);
  expect(notice?.text).toContain('Moved to another job');
  const log = await logOf(person);
  expect(log.map(({ act }) => act).sort()).toEqual(['left', 'role-taken']);
  expect(log[0]).toMatchObject({ actorId: lead.id, councilId: lead.council.id, reason: because.reason });
  expect((await app.visitor().get(`/topics/${topicId}`)).text).toContain('Lee Leaver');

  await send(leads, addressOf(person), because).expect(303);
  expect(await logOf(person)).toHaveLength(2);
});

test('a reason is needed, and what was typed is kept', async () => {
  const person = await makePerson();
  const none = await send(leads, addressOf(person), { reason: ' ' });
  expect([none.status, none.text.includes('Say why')]).toEqual([422, true]);
  const long = await send(leads, addressOf(person), { reason: 'r'.repeat(201) });
  expect([long.status, long.text.includes('r'.repeat(201))]).toEqual([422, true]);
  expect((await row(person))?.leftAt).toBeNull();
});

test('others cannot: leads of other councils, members, coordinators; nor a lead for another council', async () => {
  const person = await makePerson();
  const others = [
    await makePerson({ lead: true, council: 'barnet' }),
    await makePerson(),
    await makePerson({ coordinates: 'all' }),
  ];
  for (const other of others) {
    const agent = await app.signInAs(other);
    await agent.get(addressOf(person)).expect(404);
    await send(agent, addressOf(person), because).expect(404);
  }
  const elsewhere = await makePerson({ council: 'barnet' });
  await send(leads, addressOf(elsewhere), because).expect(404);
  await send(leads, `/councils/barnet/people/${elsewhere.id}/leaving`, because).expect(404);
  expect([(await row(person))?.leftAt, (await row(elsewhere))?.leftAt]).toEqual([null, null]);
});

test('nobody marks themselves, and the last administrator cannot go in any way', async () => {
  expect((await leads.get(addressOf(lead)).expect(403)).text).toContain('/account/leaving');
  await send(leads, addressOf(lead), because).expect(403);

  const barnet = await makePerson({ lead: true, council: 'barnet' });
  const marked = await send(
    await app.signInAs(barnet),
    `/councils/barnet/people/${administrator.id}/leaving`,
    because,
  );
  expect([marked.status, marked.text.includes('Another administrator can')]).toEqual([403, true]);
  const own = await send(administrators, '/account/leaving', { choice: 'keep', confirmed: 'yes' });
  expect([own.status, own.text.includes('needs an administrator')]).toEqual([403, true]);
  expect(own.text).toContain('href="/administration/people"');
  // What was chosen is no text that anybody could lose.
  expect(own.text).not.toContain('What you typed');
  expect((await row(administrator))?.leftAt).toBeNull();
});

test('somebody who left is told whom to ask when they sign in, and an administrator lets them back', async () => {
  const person = await makePerson();
  await send(leads, addressOf(person), because).expect(303);
  const signIn = async () => {
    const browser = app.visitor();
    await send(browser, '/sign-in', { email: person.email }).expect(200);
    await runJobs();
    const mail = mailbox.find(({ to, text }) => to === person.email && text.includes('/sign-in/links/'));
    const link = new URL(/https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? 'http://none').pathname;
    return { browser, sent: await send(browser, link) };
  };
  const { sent, browser } = await signIn();
  expect(sent.status).toBe(403);
  await browser.get('/account/leaving').expect(404);

  await send(leads, `${addressOf(person)}/removal`, because).expect(404);
  expect((await leads.get(addressOf(person))).text).not.toContain('Let them back');
  expect((await administrators.get(addressOf(person))).text).toContain('Let them back');
  await send(administrators, `${addressOf(person)}/removal`, { reason: '' }).expect(422);
  await send(administrators, `${addressOf(person)}/removal`, because).expect(303);
  await runJobs();
  expect(mailbox[0]).toMatchObject({ to: person.email, subject: expect.stringContaining('again') });
  expect((await logOf(person))[0]?.act).toBe('returned');
  const back = await signIn();
  expect(back.sent.status).toBe(303);
  await back.browser.get('/account/leaving').expect(200);
});

test('people leave by themselves, asked twice: members and guests', async () => {
  const person = await makeLeaver();
  const guest = await makeGuest();
  for (const who of [person, guest]) {
    const agent = await app.signInAs(who);
    const second = await app.connect(await app.signInAs(who));
    await agent.get('/account/leaving').expect(200);
    const none = await send(agent, '/account/leaving', {});
    expect([none.status, none.text.includes('Choose what happens to your name')]).toEqual([422, true]);
    const asked = await send(agent, '/account/leaving', { choice: 'keep' }).expect(200);
    expect(asked.text).toContain('Leave, and keep your name on what you posted?');
    expect((await row(who))?.leftAt).toBeNull();
    const left = await send(agent, '/account/leaving', { choice: 'keep', confirmed: 'yes' }).expect(200);
    expect(left.text).toContain('You have left the group');
    expect(left.text).not.toContain('Sign out');
    await second.ended();
    await agent.get('/account/leaving').expect(404);
    expect((await row(who))?.name).toBe(who.name);
    expect((await logOf(who))[0]).toMatchObject({ act: 'left', actorId: who.id });
  }
  await expectOut(person);
});

test('deputies lose what they stood in for, and are told', async () => {
  const person = await makePerson({ coordinates: 'all' });
  const deputy = await makePerson();
  const [grant] = await db.select().from(roleGrants).where(eq(roleGrants.personId, person.id));
  await db.insert(roleGrants).values({ personId: deputy.id, role: 'coordinator', deputyOf: grant?.id ?? 0 });
  mailbox.length = 0;
  await send(leads, addressOf(person), because).expect(303);
  const [held] = await db.select().from(roleGrants).where(eq(roleGrants.personId, deputy.id));
  expect(held?.endedAt).not.toBeNull();
  await runJobs();
  expect(mailbox.map(({ to }) => to)).toContain(deputy.email);
});

test('what they wrote can still be answered', async () => {
  const person = await makePerson();
  const { id } = await makeTopic(person);
  await send(leads, addressOf(person), because).expect(303);
  await makeReply(lead, id);
  expect((await app.visitor().get(`/topics/${id}`)).text).toContain('1 reply');
});
