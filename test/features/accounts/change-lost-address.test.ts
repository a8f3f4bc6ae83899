import { and, eq, isNull } from 'drizzle-orm';
import { findCouncil } from '../../../server/features/councils/queries.ts';
import { features } from '../../../server/features/index.ts';
import { passkeys } from '../../../server/features/passkeys/tables.ts';
import { listMoves } from '../../../server/features/people/queries.ts';
import { people } from '../../../server/features/people/tables.ts';
import { accessLog, roleGrants } from '../../../server/features/roles/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makePasskey } from '../../support/authenticator.ts';
import { backToNow, later } from '../../support/clock.ts';
import { lastLink, makeGrant, makePerson, makeTopic, suspend } from '../../support/make.ts';

const app = useApp();
afterEach(backToNow);

let lead: Member;
let leads: Agent;
let administrator: Member;
let administrators: Agent;
let person: Member;
let to = '';
let made = 0;
beforeAll(async () => {
  administrator = await makePerson({ administrator: true, council: 'barnet' });
  administrators = await app.signInAs(administrator);
});
beforeEach(async () => {
  // Anew each time, because of how many changes one person may begin in an hour.
  lead = await makePerson({ name: 'Leigh Lead', lead: true });
  leads = await app.signInAs(lead);
  person = await makePerson({ name: 'Mo Moved' });
  to = `mo.moved.${++made}@camden.gov.uk`;
});

const reason = 'Their team got new addresses';
const pageOf = ({ id }: { id: number }) => `/councils/camden/people/${id}/address`;
const row = async ({ id }: { id: number }) => (await db.select().from(people).where(eq(people.id, id)))[0];
const logOf = async ({ id }: { id: number }) =>
  (await db.select().from(accessLog).where(eq(accessLog.personId, id)).orderBy(accessLog.id)).map(
    ({ act, actorId }) => [act, actorId],
  );

const mailTo = (address: string) => mailbox.find((mail) => mail.to === address);
const linkIn = (text = '') =>
  new URL(/https?:\/\/\S+\/account\/email\/confirmations\/[\w-]+/.exec(text)?.[0] ?? 'http://none').pathname;

/** The lead asks for it; brings the links in both mails. */
async function begin(by = leads) {
  await send(by, pageOf(person), { email: to, reason }).expect(303);
  await app.runJobs();
  return { old: linkIn(mailTo(person.email)?.text), new: linkIn(mailTo(to)?.text) };
}

const yes = (link: string) => send(app.visitor(), link).expect(303);

async function runHourly() {
  const accounts = features.find(({ name }) => name === 'accounts');
  await accounts?.regularly?.['lost-addresses']?.run();
  await app.runJobs();
}

test('changes when the new address has said yes and the old one was silent for a week', async () => {
  await makePasskey(person);
  const theirs = await app.signInAs(person);
  const open = await app.connect(theirs);
  const links = await begin();
  expect(mailTo(person.email)?.text).toContain(reason);
  expect(mailTo(administrator.email)?.text).toContain(pageOf(person));
  expect((await app.visitor().get(links.new)).text).toContain('Yes, change my address');
  await yes(links.new);
  expect((await app.visitor().get(links.new)).text).toContain('unless your old address objects');
  later({ days: 6.9 });
  await runHourly();
  expect((await row(person))?.email).toBe(person.email);

  later({ days: 7.1 });
  await runHourly();
  expect((await row(person))?.email).toBe(to);
  await open.ended();
  expect((await theirs.get('/')).text).not.toContain('action="/sign-out"');
  expect(await db.$count(passkeys, eq(passkeys.personId, person.id))).toBe(0);
  for (const address of [person.email, to])
    expect(mailTo(address)?.subject).toBe('Your email address has changed');
  expect(mailTo(lead.email)?.text).toContain('now signs in with their new address');
  expect(await logOf(person)).toEqual([
    ['lost-address-begun', lead.id],
    ['email-changed', lead.id],
  ]);
  backToNow();
  expect((await administrators.get('/administration/log')).text).toContain('Began to change a lost address');
});

test('a yes after the week changes it at once, and none within three weeks leaves it', async () => {
  await makePasskey(person);
  const links = await begin();
  later({ days: 8 });
  await yes(links.new);
  expect((await row(person))?.email).toBe(to);
  expect(await db.$count(passkeys, eq(passkeys.personId, person.id))).toBe(0);
  expect((await app.visitor().get(links.new)).text).toContain('Your email address has changed');

  backToNow();
  person = await makePerson();
  to = `too.late.${++made}@camden.gov.uk`;
  const late = await begin();
  later({ days: 21.1 });
  await app.visitor().get(late.new).expect(410);
  await send(app.visitor(), late.new);
  expect((await row(person))?.email).toBe(person.email);
});

test('wakes whoever is dormant because their mail came back', async () => {
  await db.update(people).set({ dormantAt: new Date() }).where(eq(people.id, person.id));
  const links = await begin();
  later({ days: 8 });
  await yes(links.new);
  expect(await row(person)).toMatchObject({ email: to, dormantAt: null });
});

describe('somebody who has moved to another council', () => {
  test('is moved by an administrator, says yes to that, and what they posted stays', async () => {
    const { id } = await makeTopic(person, { title: 'Written from Camden' });
    to = `mo.moved.${++made}@hackney.gov.uk`;
    const refused = await send(leads, pageOf(person), { email: to, reason }).expect(422);
    expect(refused.text).toContain('Enter an address at Camden');
    const links = await begin(administrators);
    expect(mailTo(to)?.text).toContain('you move to Hackney');
    expect((await app.visitor().get(links.new)).text).toContain('You will move from Camden to Hackney');
    expect((await administrators.get(pageOf(person))).text).toContain('They move from Camden to Hackney');
    later({ days: 8 });
    await yes(links.new);
    const hackney = await findCouncil('hackney');
    expect(await row(person)).toMatchObject({ email: to, councilId: hackney.id });
    expect(await listMoves(person.id)).toMatchObject([{ slug: 'camden' }]);
    expect(await logOf(person)).toContainEqual(['moved-council', administrator.id]);
    expect((await app.visitor().get(`/topics/${id}`)).text).toContain('href="/councils/camden"');
  });

  test('is asked for by council where the domain is shared', async () => {
    to = `mo.moved.${++made}@richmondandwandsworth.gov.uk`;
    const { text } = await send(administrators, pageOf(person), { email: to, reason }).expect(422);
    expect(text).toContain('Choose the council that they work for');
    await send(administrators, pageOf(person), { email: to, reason, council: 'wandsworth' }).expect(303);
    expect((await administrators.get(pageOf(person))).text).toContain('They move from Camden to Wandsworth');
  });

  test('stays where they are when who began it is no administrator any more', async () => {
    const former = await makePerson({ lead: true, administrator: true });
    to = `mo.moved.${++made}@hackney.gov.uk`;
    const links = await begin(await app.signInAs(former));
    await yes(links.new);
    await db
      .update(roleGrants)
      .set({ endedAt: new Date() })
      .where(and(eq(roleGrants.personId, former.id), eq(roleGrants.role, 'administrator')));
    later({ days: 8 });
    await runHourly();
    expect((await row(person))?.email).toBe(person.email);
  });
});

describe('stops', () => {
  async function expectStopped(link: string) {
    expect((await app.visitor().get(link).expect(410)).text).toContain('This change was cancelled');
    await send(app.visitor(), link);
    later({ days: 8 });
    await runHourly();
    expect((await row(person))?.email).toBe(person.email);
  }

  test('when the old address says no, which cannot hurry it with a yes', async () => {
    const links = await begin();
    const { text } = await app.visitor().get(links.old).expect(200);
    expect(text).not.toContain('Yes, change my address');
    await yes(links.old);
    expect((await app.visitor().get(links.old)).text).toContain('No, leave it as it is');
    await yes(links.new);
    expect((await row(person))?.email).toBe(person.email);
    await send(app.visitor(), `${links.old}/removal`).expect(303);
    await app.runJobs();
    expect(mailTo(lead.email)?.text).toContain('was stopped');
    expect(mailTo(person.email)?.subject).toBe('Your address stays as it is');
    expect(await logOf(person)).toContainEqual(['lost-address-stopped', person.id]);
    await expectStopped(links.new);
  });

  test('when the person is still signed in and cancels it, having seen who began it and why', async () => {
    const theirs = await app.signInAs(person);
    const links = await begin();
    expect((await theirs.get('/account')).text).toContain(
      'Leigh Lead is changing your email address for you',
    );
    const { text } = await theirs.get('/account/email').expect(200);
    expect(text).toContain('Leigh Lead began this');
    expect(text).toContain(reason);
    await send(theirs, '/account/email/removal').expect(303);
    await expectStopped(links.new);
  });

  test('when an administrator looks at it', async () => {
    const links = await begin();
    const { text } = await administrators.get(pageOf(person)).expect(200);
    expect(text).toContain('Stop this change');
    await send(administrators, `${pageOf(person)}/removal`).expect(303);
    expect(await logOf(person)).toContainEqual(['lost-address-stopped', administrator.id]);
    await expectStopped(links.new);
  });

  test('when somebody signs in by a link to the old address meanwhile', async () => {
    const links = await begin();
    await yes(links.new);
    later({ days: 1 });
    mailbox.length = 0;
    await send(app.visitor(), '/sign-in', { email: person.email }).expect(200);
    await send(app.visitor(), lastLink()).expect(303);
    later({ days: 7 });
    await runHourly();
    expect((await row(person))?.email).toBe(person.email);
    expect(mailTo(lead.email)?.text).toContain('They have read mail at their old address');
  });

  test('when whoever began it no longer looks after the council', async () => {
    const other = await makePerson({ lead: true });
    const links = await begin(await app.signInAs(other));
    await yes(links.new);
    await db.update(roleGrants).set({ endedAt: new Date() }).where(eq(roleGrants.personId, other.id));
    later({ days: 8 });
    await runHourly();
    expect((await row(person))?.email).toBe(person.email);
    expect(await logOf(person)).toContainEqual(['lost-address-stopped', null]);
  });

  test('when somebody has got the address meanwhile', async () => {
    const links = await begin();
    await yes(links.new);
    await makePerson({ email: to });
    later({ days: 8 });
    await runHourly();
    expect((await row(person))?.email).toBe(person.email);
    expect(mailTo(lead.email)?.text).toContain('has an account by now');
  });
});

describe('is no way to somebody’s powers', () => {
  test('a lead cannot for whoever holds a role; an administrator can, and the roles end', async () => {
    await makeGrant(person, { role: 'assessor' });
    expect((await leads.get(pageOf(person)).expect(403)).text).toContain('Ask an administrator');
    await send(leads, pageOf(person), { email: to, reason }).expect(403);
    const links = await begin(administrators);
    await yes(links.new);
    later({ days: 8 });
    await runHourly();
    expect((await row(person))?.email).toBe(to);
    const held = and(eq(roleGrants.personId, person.id), isNull(roleGrants.endedAt));
    expect(await db.$count(roleGrants, held)).toBe(0);
  });

  test('a role given meanwhile stops what a lead began', async () => {
    const links = await begin();
    await yes(links.new);
    await makeGrant(person, { role: 'assessor' });
    later({ days: 8 });
    await runHourly();
    expect((await row(person))?.email).toBe(person.email);
  });

  test('nobody can for an administrator, nor for themselves', async () => {
    person = await makePerson({ administrator: true });
    expect((await administrators.get(pageOf(person)).expect(403)).text).toContain(
      'take that role away first',
    );
    expect((await leads.get(pageOf(lead)).expect(403)).text).toContain('/account/email');
  });

  test('leads of other councils, members and whoever is not there find nothing', async () => {
    const others = [
      await makePerson({ lead: true, council: 'barnet' }),
      await makePerson({ coordinates: 'all' }),
    ];
    for (const other of others) {
      const agent = await app.signInAs(other);
      await agent.get(pageOf(person)).expect(404);
      await send(agent, pageOf(person), { email: to, reason }).expect(404);
    }
    await leads.get(pageOf({ id: administrator.id })).expect(404);
    await leads.get(pageOf({ id: 999_999 })).expect(404);
  });

  test('nor for whoever is suspended', async () => {
    await suspend(person);
    expect((await leads.get(pageOf(person)).expect(403)).text).toContain('They are suspended');
  });
});

describe('what is refused', () => {
  test.each([
    [{ email: '', reason }, 'Enter their new email address'],
    [{ email: 'mo@barnet.gov.uk', reason }, 'Enter an address at Camden'],
    [{ email: 'mo@notcamden.gov.uk', reason }, 'Enter an address at Camden'],
    [{ email: 'mo@camden.gov.uk', reason: ' ' }, 'Say why'],
  ])('%j', async (fields, words) => {
    const { text } = await send(leads, pageOf(person), fields).expect(422);
    expect(text).toContain(words);
    expect(text).toContain(`value="${fields.email}"`);
  });

  test('their own address, and a second one while one is under way; sent twice it is once', async () => {
    const own = await send(leads, pageOf(person), { email: person.email, reason }).expect(422);
    expect(own.text).toContain('This is their address already');
    await begin();
    await send(leads, pageOf(person), { email: to, reason }).expect(303);
    await send(leads, pageOf(person), { email: `other.${to}`, reason }).expect(409);
    expect(await logOf(person)).toHaveLength(1);
  });
});

test('whether the new address is somebody’s is told to its mailbox alone', async () => {
  to = (await makePerson()).email;
  const links = await begin();
  expect(links.new).toBe('/');
  expect(mailTo(to)?.subject).toBe('This address has an account already');
});

test('it takes the place of a change that they began and cannot finish', async () => {
  const theirs = await app.signInAs(person);
  await send(theirs, '/account/email', { email: to }).expect(303);
  const links = await begin();
  later({ days: 8 });
  await yes(links.new);
  expect((await row(person))?.email).toBe(to);
});
