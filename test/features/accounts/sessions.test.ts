import { eq } from 'drizzle-orm';
import { sessions } from '../../../server/features/accounts/tables.ts';
import { roleGrants } from '../../../server/features/roles/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { record } from '../../../server/platform/events.ts';
import { type Agent, cookiesOf, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { countRows } from '../../support/history.ts';
import { makeGuest, makePerson, makeTopic, suspend, workspaceOf } from '../../support/make.ts';

const app = useApp();
afterEach(backToNow);

const isSignedIn = async (agent: Agent) =>
  (await agent.get('/').expect(200)).text.includes('action="/sign-out"');

test('signing out ends the session: its cookie is nobody, and the browser is told to drop what it kept', async () => {
  const agent = await app.signInAs(await makePerson());
  const cookie = cookiesOf(agent, app.address);
  const { headers } = await send(agent, '/sign-out').expect(303);
  expect(headers.location).toBe('/');
  expect(headers['clear-site-data']).toBe('"cache"');
  expect(String(headers['set-cookie'])).toContain('sp_session=;');
  expect((await app.bare().get('/').set('Cookie', cookie)).text).not.toContain('action="/sign-out"');
  await send(agent, '/sign-out').expect(303);
});

test("signing out ends that session's live connections, on all its pages, and no other's", async () => {
  const person = await makePerson();
  const topic = await makeTopic(person, { visibility: 'group' });
  const [here, elsewhere] = [await app.signInAs(person), await app.signInAs(person)];
  const pages = [await app.connect(here), await app.connect(here)];
  const other = await app.connect(elsewhere);
  for (const page of [...pages, other]) await page.watch(`topic:${topic.id}`);
  await send(here, '/sign-out').expect(303);
  for (const page of pages) await page.ended();
  await send(elsewhere, `/topics/${topic.id}/replies`, { body: 'Still here' }).expect(303);
  await other.hearText('Still here');
  expect(pages.flatMap((page) => page.told)).toEqual([]);
  const again = await app.connect(here);
  expect(await again.watch(`topic:${topic.id}`)).toMatchObject({ ok: false });
});

test('a page cannot keep itself from being ended by leaving what it did not ask for', async () => {
  const person = await makePerson();
  const agent = await app.signInAs(person);
  const [kept] = await db.select().from(sessions).where(eq(sessions.personId, person.id));
  const page = await app.connect(agent);
  for (const room of [`session:${kept?.idHash}`, `person:${person.id}`]) {
    page.socket.emit('unwatch', room);
    expect(await page.watch(room)).toEqual({ ok: false, reason: 'not found' });
  }
  await send(agent, '/sign-out').expect(303);
  await page.ended();
});

test('when what somebody may see has changed, all their live connections end, and no other', async () => {
  const [person, other] = [await makePerson(), await makePerson()];
  const pages = [
    await app.connect(await app.signInAs(person)),
    await app.connect(await app.signInAs(person)),
  ];
  const witness = await app.connect(await app.signInAs(other));
  await db.transaction((tx) => record(tx, 'access-changed', { personId: person.id }));
  for (const page of pages) await page.ended();
  expect(await witness.watch('topic:999999')).toEqual({ ok: false, reason: 'not found' });
});

test('a session lasts a week from its last use, and then is nobody', async () => {
  const agent = await app.signInAs(await makePerson());
  const cookie = cookiesOf(agent, app.address);
  const ask = async () =>
    (await app.bare().get('/').set('Cookie', cookie)).text.includes('action="/sign-out"');
  later({ days: 6.9 });
  expect(await ask()).toBe(true);
  later({ days: 13.8 });
  expect(await ask()).toBe(true);
  later({ days: 20.9 });
  expect(await ask()).toBe(false);
});

test('what an open page asks for by itself is no use of a session', async () => {
  const agent = await app.signInAs(await makePerson());
  later({ days: 6 });
  await agent.get('/').set('Sec-Fetch-Mode', 'cors').expect(200);
  later({ days: 8 });
  expect(await isSignedIn(agent)).toBe(false);
});

describe('the more somebody can do in a session, the sooner it is over', () => {
  const makers: [string, number, () => Promise<{ id: number }>][] = [
    ['a member', 7 * 24, () => makePerson()],
    ['a guest', 7 * 24, () => makeGuest()],
    ['a coordinator', 24, async () => makePerson({ coordinates: [(await workspaceOf()).id] })],
    ['a council lead', 24, () => makePerson({ lead: true })],
    ['an assessor', 24, () => makePerson({ assessor: true })],
    ['an administrator', 12, () => makePerson({ administrator: true, lead: true })],
  ];
  test.each(makers)('%s: %d hours', async (_, hours, make) => {
    const agent = await app.signInAs(await make());
    // As a script of a page does, which is no use of the session.
    const look = async () => (await agent.get('/').set('Sec-Fetch-Mode', 'cors')).text;
    later({ hours: hours - 0.1 });
    expect(await look()).toContain('action="/sign-out"');
    later({ hours: hours + 0.1 });
    expect(await look()).not.toContain('action="/sign-out"');
  });

  test('a session of somebody who waits for a second step can do no more than a member’s', async () => {
    const lead = await makePerson({ lead: true });
    const agent = await app.signInAs(lead);
    await db.update(sessions).set({ secondStepAt: null }).where(eq(sessions.personId, lead.id));
    later({ hours: 23 });
    expect(await isSignedIn(agent)).toBe(true);
    later({ hours: 23 + 7 * 24 - 1 });
    expect(await isSignedIn(agent)).toBe(true);
  });

  test('who gets powers has them for no longer than a session with powers goes unused', async () => {
    const person = await makePerson();
    const agent = await app.signInAs(person);
    await db.insert(roleGrants).values({ personId: person.id, role: 'administrator' });
    later({ hours: 13 });
    expect(await isSignedIn(agent)).toBe(false);
  });
});

test('the browser keeps its cookie for a week from the last use too', async () => {
  const agent = await app.signInAs(await makePerson());
  const ask = async () => (await agent.get('/').expect(200)).headers['set-cookie'];
  expect(await ask()).toBeUndefined();
  later({ minutes: 15 });
  expect(String(await ask())).toMatch(/^sp_session=s.*Expires=/);
});

test('somebody who is suspended is a visitor from their next request on', async () => {
  const person = await makePerson();
  const topic = await makeTopic(person, { visibility: 'group' });
  const agent = await app.signInAs(person);
  await agent.get(`/topics/${topic.id}`).expect(200);
  await suspend(person);
  expect(await isSignedIn(agent)).toBe(false);
  await agent.get(`/topics/${topic.id}`).expect(404);
});

test('a cookie that was made up or altered is nobody', async () => {
  const agent = await app.signInAs(await makePerson());
  const cookie = cookiesOf(agent, app.address);
  for (const wrong of [
    'sp_session=',
    'sp_session=x',
    'sp_session=s%3A.',
    'sp_session=%',
    `${cookie}x`,
    'sp_session=s%3A%00.x',
  ]) {
    const { status, text } = await app.bare().get('/').set('Cookie', wrong);
    expect([wrong, status, text.includes('action="/sign-out"')]).toEqual([wrong, 200, false]);
  }
});

test('reading pages writes no session', async () => {
  await app.signInAs(await makePerson());
  const before = await countRows('sessions');
  for (let at = 0; at < 3; at++) await app.bare().get('/').expect(200);
  for (let at = 0; at < 3; at++) await app.visitor().get('/sign-in').expect(200);
  expect(await countRows('sessions')).toBe(before);
});
