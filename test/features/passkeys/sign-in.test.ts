import { eq } from 'drizzle-orm';
import { passkeyChallenges, passkeys } from '../../../server/features/passkeys/tables.ts';
import { people } from '../../../server/features/people/tables.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { send, useApp } from '../../support/app.ts';
import { addPasskeyOf, type Device, makeDevice, optionsFor } from '../../support/authenticator.ts';
import { backToNow, later } from '../../support/clock.ts';
import { makeGuest, makePerson, suspend } from '../../support/make.ts';

const app = useApp();
afterEach(backToNow);

/** Somebody with a passkey on a device. */
async function makeOwner(person?: Awaited<ReturnType<typeof makePerson>>) {
  const owner = person ?? (await makePerson());
  const device = makeDevice(app.address);
  await addPasskeyOf(device, await app.signInAs(owner));
  return { owner, device };
}

async function signInWith(device: Device, said = {}, agent = app.visitor()) {
  const asked = await optionsFor(agent, '/sign-in/passkey');
  const sent = await send(agent, '/sign-in/passkey', {
    credential: device.sign(asked, said),
    back: '/standard',
  });
  const isSignedIn = (await agent.get('/')).text.includes('action="/sign-out"');
  return { agent, sent, isSignedIn };
}

const rowOf = async ({ id }: Device) => (await db.select().from(passkeys).where(eq(passkeys.id, id)))[0];

test('a passkey signs in its owner, who had said nothing of who they are, and leads to where they were', async () => {
  const { owner, device } = await makeOwner();
  const { sent, agent } = await signInWith(device);
  expect([sent.status, sent.headers.location]).toEqual([303, '/standard']);
  expect((await agent.get('/')).text).toContain(owner.name);
  expect(await rowOf(device)).toMatchObject({ counter: 1, lastUsedAt: expect.any(Date) });
});

test('it does not say that its owner still holds their address', async () => {
  const { owner, device } = await makeOwner();
  later({ days: 3 });
  await signInWith(device);
  const [row] = await db.select().from(people).where(eq(people.id, owner.id));
  expect(row?.addressProvedAt).toEqual(owner.addressProvedAt);
});

test.each([
  ['it was used on another site', { origin: 'https://evil.example' }],
  ['it is for another site', { rpId: 'evil.example' }],
  ['it signed something else', { challenge: 'bm90IHdoYXQgd2FzIGFza2Vk' }],
  ['the screen lock was not opened', { verified: false }],
])('nobody is signed in where %s', async (_, said) => {
  const { device } = await makeOwner();
  const { sent, isSignedIn } = await signInWith(device, said);
  expect([sent.status, isSignedIn]).toEqual([422, false]);
  expect(sent.text).toContain('That passkey did not work');
  expect(sent.text).not.toContain('clientDataJSON');
  expect((await signInWith(device)).isSignedIn).toBe(true);
});

test('a counter that went back signs in nobody: the device may have been copied', async () => {
  const { device } = await makeOwner();
  expect((await signInWith(device, { counter: 7 })).isSignedIn).toBe(true);
  for (const counter of [7, 6, 0]) expect((await signInWith(device, { counter })).isSignedIn).toBe(false);
  expect((await signInWith(device, { counter: 8 })).isSignedIn).toBe(true);
});

test('a passkey that nobody has added, or whose signature is another’s, signs in nobody', async () => {
  const { device } = await makeOwner();
  expect((await signInWith(makeDevice(app.address))).isSignedIn).toBe(false);
  const asked = await optionsFor(app.visitor(), '/sign-in/passkey');
  const forged = { ...JSON.parse(makeDevice(app.address).sign(asked)), id: device.id, rawId: device.id };
  await send(app.visitor(), '/sign-in/passkey', { credential: JSON.stringify(forged) }).expect(422);
});

test('what was signed once works once, and for five minutes', async () => {
  const { device } = await makeOwner();
  const asked = await optionsFor(app.visitor(), '/sign-in/passkey');
  await send(app.visitor(), '/sign-in/passkey', { credential: device.sign(asked) }).expect(303);
  await send(app.visitor(), '/sign-in/passkey', { credential: device.sign(asked) }).expect(422);
  const late = await optionsFor(app.visitor(), '/sign-in/passkey');
  later({ minutes: 5.1 });
  await send(app.visitor(), '/sign-in/passkey', { credential: device.sign(late) }).expect(422);
});

test('answered twice at once, it signs in one', async () => {
  const { device } = await makeOwner();
  const asked = await optionsFor(app.visitor(), '/sign-in/passkey');
  const answers = [1, 2, 3].map(() => device.sign(asked));
  const sent = await Promise.all(
    answers.map((credential) => send(app.visitor(), '/sign-in/passkey', { credential })),
  );
  expect(sent.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
});

test('what was asked for another purpose does not count', async () => {
  const { owner, device } = await makeOwner();
  const agent = await app.signInAs(owner);
  for (const path of ['/sign-in/second-step', '/account/passkeys']) {
    const asked = await optionsFor(agent, path);
    await send(app.visitor(), '/sign-in/passkey', { credential: device.sign(asked) }).expect(422);
  }
});

test('of what is asked the database keeps a hash, and nothing once its time is over', async () => {
  const { challenge } = await optionsFor(app.visitor(), '/sign-in/passkey');
  const kept = await db.select().from(passkeyChallenges);
  expect(kept.length).toBeGreaterThan(0);
  expect(JSON.stringify(kept)).not.toContain(challenge);
  later({ minutes: 6 });
  await optionsFor(app.visitor(), '/sign-in/passkey');
  expect(await db.select().from(passkeyChallenges)).toHaveLength(1);
});

test.each([
  [
    'suspended',
    { suspendedAt: new Date(0), suspensionReason: 'Rude replies' },
    /You are suspended(.|\n)*Rude replies/,
  ],
  ['dormant', { dormantAt: new Date(0) }, /still hold your work email address/],
  ['gone', { leftAt: new Date(0) }, /You have left the group/],
])('somebody who is %s is told in words, and not signed in', async (_, state, words) => {
  const { owner, device } = await makeOwner();
  await db.update(people).set(state).where(eq(people.id, owner.id));
  const { sent, isSignedIn } = await signInWith(device);
  expect([sent.status, isSignedIn]).toEqual([403, false]);
  expect(sent.text).toMatch(words);
});

test('a guest signs in by a passkey too, until their access ends', async () => {
  const guest = await makeGuest({ days: 2 });
  const device = makeDevice(app.address);
  await addPasskeyOf(device, await app.signInAs(guest));
  expect((await signInWith(device)).isSignedIn).toBe(true);
  later({ days: 3 });
  const { sent, isSignedIn } = await signInWith(device);
  expect([sent.status, isSignedIn]).toEqual([403, false]);
  expect(sent.text).toContain('Your time as a guest is over');
});

test('somebody whose suspension is over signs in again', async () => {
  const { owner, device } = await makeOwner();
  await suspend(owner);
  const suspendedUntil = new Date(clock.now().getTime() + 86_400_000);
  await db.update(people).set({ suspendedUntil }).where(eq(people.id, owner.id));
  expect((await signInWith(device)).sent.text).toContain('You cannot sign in until');
  later({ days: 1.1 });
  expect((await signInWith(device)).isSignedIn).toBe(true);
});

test('the session is another than before, and the old one is nobody', async () => {
  const { device } = await makeOwner();
  const agent = await app.signInAs(await makePerson());
  const [old] = (await agent.get('/account/passkeys')).headers['set-cookie'] ?? [];
  await signInWith(device, {}, agent);
  const { text } = await app
    .bare()
    .get('/')
    .set('Cookie', String(old).split(';')[0] ?? '');
  expect(text).not.toContain('action="/sign-out"');
});
