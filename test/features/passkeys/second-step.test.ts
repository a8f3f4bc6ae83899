import { eq } from 'drizzle-orm';
import { sendSignInLink } from '../../../server/features/accounts/sign-in-link.ts';
import { sessions } from '../../../server/features/accounts/tables.ts';
import { findSignedIn } from '../../../server/features/accounts/viewers.ts';
import { db } from '../../../server/platform/database.ts';
import type { SignedIn } from '../../../server/platform/viewer.ts';
import { type Agent, cookiesOf, send, useApp } from '../../support/app.ts';
import { addPasskeyOf, type Device, makeDevice, optionsFor } from '../../support/authenticator.ts';
import { backToNow, later } from '../../support/clock.ts';
import { lastLink, makePerson, makeReply, makeTopic } from '../../support/make.ts';

const app = useApp();
afterEach(backToNow);

async function signInByLink({ email }: SignedIn, agent = app.visitor()): Promise<Agent> {
  await sendSignInLink(email, '/');
  await send(agent, lastLink()).expect(303);
  return agent;
}

/** A coordinator with a passkey, who has signed in by a link. */
async function makeCoordinator() {
  const coordinator = await makePerson({ coordinates: 'all' });
  const device = makeDevice(app.address);
  await addPasskeyOf(device, await signInByLink(coordinator));
  return { coordinator, device, agent: await signInByLink(coordinator) };
}

async function takeSecondStep(agent: Agent, device: Device, said = {}) {
  const credential = device.sign(await optionsFor(agent, '/sign-in/second-step'), said);
  return send(agent, '/sign-in/second-step', { credential, back: '/standard' });
}

/** What only a coordinator may do: accepting an answer to somebody else’s question. */
async function acceptAnswer(agent: Agent) {
  const [asker, helper] = [await makePerson(), await makePerson()];
  const { id } = await makeTopic(asker);
  const reply = await makeReply(helper, id);
  return (await send(agent, `/replies/${reply.id}/acceptance`)).status;
}

const has = async (agent: Agent, words: string) => (await agent.get('/').expect(200)).text.includes(words);
const isSignedIn = (agent: Agent) => has(agent, 'action="/sign-out"');
const isAsked = (agent: Agent) => has(agent, 'You hold a role in the group.');

test('powers wait for a passkey in this session, and every page says so', async () => {
  const { agent, device } = await makeCoordinator();
  expect(await isAsked(agent)).toBe(true);
  expect(await acceptAnswer(agent)).toBe(403);
  const done = await takeSecondStep(agent, device);
  expect([done.status, done.headers.location]).toEqual([303, '/standard']);
  expect(await acceptAnswer(agent)).toBe(303);
  expect(await isAsked(agent)).toBe(false);
});

test('a member without powers is not asked for it', async () => {
  expect(await isAsked(await signInByLink(await makePerson()))).toBe(false);
});

test('adding the first passkey is the second step, too', async () => {
  const agent = await signInByLink(await makePerson({ coordinates: 'all' }));
  expect((await agent.get('/sign-in/second-step').expect(200)).text).toContain('Add a passkey');
  await addPasskeyOf(makeDevice(app.address), agent);
  expect(await acceptAnswer(agent)).toBe(303);
});

test('signing in by a passkey needs no other step', async () => {
  const { device } = await makeCoordinator();
  const agent = app.visitor();
  const credential = device.sign(await optionsFor(agent, '/sign-in/passkey'));
  await send(agent, '/sign-in/passkey', { credential }).expect(303);
  expect(await acceptAnswer(agent)).toBe(303);
});

test('the session is another after it, and the old one is worthless, its live connections too', async () => {
  const { agent, device } = await makeCoordinator();
  const before = cookiesOf(agent, app.address);
  const page = await app.connect(agent);
  await takeSecondStep(agent, device);
  await page.ended();
  expect(cookiesOf(agent, app.address)).not.toBe(before);
  const { text } = await app.bare().get('/').set('Cookie', before);
  expect(text).not.toContain('action="/sign-out"');
});

test.each([
  ['another site', { origin: 'https://evil.example', counter: 6 }],
  ['something else that was signed', { challenge: 'bm90IHdoYXQgd2FzIGFza2Vk', counter: 6 }],
  ['no screen lock', { verified: false, counter: 6 }],
  ['a counter that went back', { counter: 4 }],
])('%s is no second step', async (_, said) => {
  const { coordinator, agent, device } = await makeCoordinator();
  await takeSecondStep(agent, device, { counter: 5 });
  const other = await signInByLink(coordinator);
  const refused = await takeSecondStep(other, device, said);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('That passkey did not work');
  expect(await acceptAnswer(other)).toBe(403);
});

test('another’s passkey is none, nor is what another was asked', async () => {
  const [one, two] = [await makeCoordinator(), await makeCoordinator()];
  expect((await takeSecondStep(one.agent, two.device)).status).toBe(422);
  const askedOfTwo = await optionsFor(two.agent, '/sign-in/second-step');
  await send(one.agent, '/sign-in/second-step', { credential: one.device.sign(askedOfTwo) }).expect(422);
  const askedOfNobody = await optionsFor(app.visitor(), '/sign-in/passkey');
  await send(one.agent, '/sign-in/second-step', { credential: one.device.sign(askedOfNobody) }).expect(422);
  expect(await acceptAnswer(one.agent)).toBe(403);
});

test('only one’s own passkeys are asked for', async () => {
  const { agent, device } = await makeCoordinator();
  await makeCoordinator();
  const { allowCredentials } = (await optionsFor(agent, '/sign-in/second-step')) as never as {
    allowCredentials: { id: string }[];
  };
  expect(allowCredentials.map(({ id }) => id)).toEqual([device.id]);
});

describe('its page', () => {
  test('leads strangers to signing in, and then back to it', async () => {
    const { headers } = await app.visitor().get('/sign-in/second-step?back=/standard').expect(303);
    const { pathname, searchParams } = new URL(headers.location ?? '', app.address);
    expect([pathname, searchParams.get('back')]).toEqual([
      '/sign-in',
      '/sign-in/second-step?back=%2Fstandard',
    ]);
  });

  test('leads on whoever has taken it', async () => {
    const { agent, device } = await makeCoordinator();
    await takeSecondStep(agent, device);
    const { headers } = await agent.get('/sign-in/second-step?back=/standard').expect(303);
    expect(headers.location).toBe('/standard');
  });

  test('leads back to the page that it was opened from, and to no other site', async () => {
    const { agent } = await makeCoordinator();
    const from = `${app.address}/councils/camden`;
    const { text } = await agent.get('/sign-in/second-step').set('Referer', from);
    expect(text).toContain('name="back" value="/councils/camden"');
    const away = await agent.get('/sign-in/second-step?back=//evil.example');
    expect(away.text).not.toContain('evil.example');
  });
});

test('what was refused for want of it leads there, and back to where it was asked for', async () => {
  const agent = await signInByLink(await makePerson({ administrator: true }));
  const page = `/administration/people/${(await makePerson()).id}/passkeys`;
  const refusals = [
    await agent.get(page).expect(403),
    await send(agent, `${page}/removal`, { reason: 'Lost' })
      .set('Referer', app.address + page)
      .expect(403),
  ];
  for (const { text } of refusals)
    expect(text).toContain(`href="/sign-in/second-step?back&#x3D;${encodeURIComponent(page)}"`);
});

test('a session that a link began long ago has no powers, however it is used', async () => {
  const { agent, coordinator } = await makeCoordinator();
  later({ minutes: 45 });
  expect(await isSignedIn(agent)).toBe(true);
  expect(await acceptAnswer(agent)).toBe(403);
  const [row] = await db.select().from(sessions).where(eq(sessions.personId, coordinator.id));
  expect(row?.signedInBy).toBe('link');
});

test('somebody who has a passkey changes their address with it, and not in a session that only a link began', async () => {
  const { coordinator, device, agent } = await makeCoordinator();
  const email = coordinator.email.replace('@', '.new@');
  const { text } = await send(agent, '/account/email', { email }).expect(403);
  expect(text).toMatch(/\/sign-in\/second-step\?back[^"]*%2Faccount%2Femail"/);
  expect((await agent.get('/account/email')).text).not.toContain(email);
  await takeSecondStep(agent, device);
  await send(agent, '/account/email', { email }).expect(303);
  expect((await agent.get('/account/email')).text).toContain(email);

  const without = await makePerson();
  const theirs = await signInByLink(without);
  await send(theirs, '/account/email', { email: without.email.replace('@', '.new@') }).expect(303);
});

test('nor does anybody leave the group for them in such a session', async () => {
  const { coordinator, device, agent } = await makeCoordinator();
  const leave = { choice: 'withdraw', confirmed: 'yes' };
  const { text } = await send(agent, '/account/leaving', leave).expect(403);
  expect(text).toMatch(/\/sign-in\/second-step\?back[^"]*%2Faccount%2Fleaving"/);
  expect(await findSignedIn(coordinator.id)).not.toBeNull();
  await takeSecondStep(agent, device);
  await send(agent, '/account/leaving', leave).expect(200);
  expect(await findSignedIn(coordinator.id)).toBeNull();
});

test('its page never leads whoever has taken it to itself', async () => {
  const agent = await app.signInAs(await makePerson());
  const at = '/sign-in/second-step';
  const ways = [agent.get(`${at}?back=${at}`), agent.get(at).set('Referer', `${app.address}${at}?back=/`)];
  for (const { headers } of await Promise.all(ways)) expect(headers.location).toBe('/');
});
