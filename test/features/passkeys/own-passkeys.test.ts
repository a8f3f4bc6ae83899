import { eq } from 'drizzle-orm';
import { sendSignInLink } from '../../../server/features/accounts/sign-in-link.ts';
import { listPasskeysOf } from '../../../server/features/passkeys/queries.ts';
import { passkeys } from '../../../server/features/passkeys/tables.ts';
import { accessLog } from '../../../server/features/roles/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { SignedIn } from '../../../server/platform/viewer.ts';
import { type Agent, cookiesOf, send, useApp } from '../../support/app.ts';
import { addPasskeyOf, makeDevice, makePasskey, optionsFor } from '../../support/authenticator.ts';
import { backToNow, later } from '../../support/clock.ts';
import { runJobs } from '../../support/jobs.ts';
import { lastLink, makePerson } from '../../support/make.ts';

const app = useApp();
afterEach(backToNow);

async function signInByLink({ email }: SignedIn, back = '/', agent = app.visitor()) {
  await sendSignInLink(email, back);
  const { headers } = await send(agent, lastLink()).expect(303);
  return { agent, leadsTo: headers.location };
}

/** Somebody who has signed in by a link. */
async function makeSignedIn() {
  const person = await makePerson();
  return { person, ...(await signInByLink(person)) };
}

const namesOf = async ({ id }: { id: number }) => (await listPasskeysOf(id)).map(({ name }) => name);
async function isTold(email: string, words: RegExp) {
  await runJobs();
  expect(mailbox.filter(({ to, text }) => to === email && words.test(text))).toHaveLength(1);
}
const isSignedIn = async (agent: Agent) => (await agent.get('/')).text.includes('action="/sign-out"');

describe('adding', () => {
  test('keeps the passkey with its name, tells its owner by mail, and begins another session', async () => {
    const { person, agent } = await makeSignedIn();
    const before = cookiesOf(agent, app.address);
    const device = makeDevice(app.address);
    await addPasskeyOf(device, agent, { name: ' My  phone ' });
    expect(await listPasskeysOf(person.id)).toMatchObject([
      { id: device.id, name: 'My phone', transports: ['internal'], isSynced: false, lastUsedAt: null },
    ]);
    await isTold(person.email, /“My phone” can now sign in as you/);
    const old = await app.bare().get('/').set('Cookie', before);
    expect(old.text).not.toContain('action="/sign-out"');
    const { text } = await agent.get('/account/passkeys?done=added').expect(200);
    expect(text).toContain('You have added a passkey');
    expect(text).toContain('My phone');
    expect(text).toContain('On one device only');
  });

  test('is refused in words where the device says what cannot be kept', async () => {
    const { person, agent } = await makeSignedIn();
    const made = JSON.parse(makeDevice(app.address).create(await optionsFor(agent, '/account/passkeys')));
    made.response.transports = ['\0'];
    const credential = JSON.stringify(made);
    const { text } = await send(agent, '/account/passkeys', { name: 'Odd', credential }).expect(422);
    expect(text).toContain('The passkey was not added');
    expect(await namesOf(person)).toEqual([]);
  });

  test('leads back to where they were', async () => {
    const { agent } = await makeSignedIn();
    const credential = makeDevice(app.address).create(await optionsFor(agent, '/account/passkeys'));
    const sent = await send(agent, '/account/passkeys', { name: 'Laptop', credential, back: '/councils' });
    expect([sent.status, sent.headers.location]).toEqual([303, '/councils']);
  });

  test('a first one needs a sign-in of the last half hour', async () => {
    const { person, agent } = await makeSignedIn();
    const early = await optionsFor(agent, '/account/passkeys');
    later({ minutes: 31 });
    const { text } = await agent.get('/account/passkeys').expect(200);
    expect(text).toContain('You signed in more than 30 minutes ago.');
    expect(text).not.toContain('data-passkey="add"');
    await send(agent, '/account/passkeys/options', { name: 'Laptop' }).expect(403);
    const credential = makeDevice(app.address).create(early);
    await send(agent, '/account/passkeys', { name: 'Laptop', credential }).expect(403);
    expect(await namesOf(person)).toEqual([]);
    await addPasskeyOf(makeDevice(app.address), (await signInByLink(person)).agent);
    expect(await namesOf(person)).toEqual(['A device']);
  });

  test('another one needs a second step, however fresh the session is', async () => {
    const { person, agent } = await makeSignedIn();
    await addPasskeyOf(makeDevice(app.address), agent);
    const other = (await signInByLink(person)).agent;
    const refused = await send(other, '/account/passkeys/options', { name: 'Mine now' }).expect(403);
    expect(refused.text).toContain('/sign-in/second-step?back&#x3D;%2Faccount%2Fpasskeys');
    await addPasskeyOf(makeDevice(app.address), agent, { name: 'Second' });
    expect(await namesOf(person)).toEqual(['A device', 'Second']);
  });

  test('two at once in a session without a second step add one', async () => {
    const { person, agent } = await makeSignedIn();
    const cookie = cookiesOf(agent, app.address);
    const asked = [
      await optionsFor(agent, '/account/passkeys'),
      await optionsFor(agent, '/account/passkeys'),
    ];
    await Promise.all(
      asked.map((options) => {
        const credential = makeDevice(app.address).create(options);
        const form = { name: 'At once', credential };
        return send(app.visitor().set('Cookie', cookie), '/account/passkeys', form);
      }),
    );
    expect(await namesOf(person)).toEqual(['At once']);
  });

  test.each([
    ['on another site', { origin: 'https://evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['for something else that was asked', { challenge: 'bm90IHdoYXQgd2FzIGFza2Vk' }],
    ['without the screen lock', { verified: false }],
  ])('one that was made %s is refused, and what was typed stays', async (_, said) => {
    const { person, agent } = await makeSignedIn();
    const credential = makeDevice(app.address).create(await optionsFor(agent, '/account/passkeys'), said);
    const { text } = await send(agent, '/account/passkeys', { name: 'My phone', credential }).expect(422);
    expect(text).toContain('The passkey was not added.');
    expect(text).toContain('value="My phone"');
    expect(await namesOf(person)).toEqual([]);
  });

  test('what another was asked, what was asked for another purpose, or was answered before, is refused', async () => {
    const [one, two] = [await makeSignedIn(), await makeSignedIn()];
    const own = await optionsFor(one.agent, '/account/passkeys');
    const wrong = [
      await optionsFor(two.agent, '/account/passkeys'),
      await optionsFor(one.agent, '/sign-in/second-step'),
      await optionsFor(app.visitor(), '/sign-in/passkey'),
    ];
    for (const options of wrong) {
      const credential = makeDevice(app.address).create(options);
      await send(one.agent, '/account/passkeys', { name: 'Mine', credential }).expect(422);
    }
    const add = (options: typeof own) =>
      send(one.agent, '/account/passkeys', {
        name: 'Mine',
        credential: makeDevice(app.address).create(options),
      });
    await add(own).expect(303);
    await add(own).expect(422);
    expect(await namesOf(one.person)).toEqual(['Mine']);
  });

  test('one that somebody else has cannot be taken over', async () => {
    const [one, two] = [await makeSignedIn(), await makeSignedIn()];
    const device = makeDevice(app.address);
    await addPasskeyOf(device, one.agent);
    const credential = device.create(await optionsFor(two.agent, '/account/passkeys'));
    await send(two.agent, '/account/passkeys', { name: 'Mine', credential }).expect(422);
    expect(await namesOf(one.person)).toEqual(['A device']);
    expect(await namesOf(two.person)).toEqual([]);
  });

  test('a name is asked for before the device makes a passkey', async () => {
    const { agent } = await makeSignedIn();
    for (const name of ['', ' ', 'x'.repeat(61)])
      await send(agent, '/account/passkeys/options', { name }).expect(422);
  });

  test('devices that have one already are told, and there is an end to how many', async () => {
    const person = await makePerson();
    const agent = await app.signInAs(person);
    const ids: string[] = [];
    for (let count = 0; count < 20; count++) ids.push(await makePasskey(person));
    await send(agent, '/account/passkeys/options', { name: 'One more' }).expect(409);
    await db.delete(passkeys).where(eq(passkeys.id, ids.pop() ?? ''));
    const options = (await optionsFor(agent, '/account/passkeys')) as never as {
      excludeCredentials: { id: string }[];
    };
    expect(options.excludeCredentials.map(({ id }) => id).sort()).toEqual(ids.sort());
  });
});

test('what a device keeps them under says nothing of who it is, and is always the same', async () => {
  const { person, agent } = await makeSignedIn();
  const ask = async () => (await optionsFor(agent, '/account/passkeys')) as never as { user: { id: string } };
  const [one, two] = [await ask(), await ask()];
  expect(one.user.id).toBe(two.user.id);
  const handle = Buffer.from(one.user.id, 'base64url');
  expect(handle).toHaveLength(32);
  expect(handle.toString('latin1')).not.toContain(person.email);
});

describe('renaming', () => {
  test('calls it something else', async () => {
    const person = await makePerson();
    const agent = await app.signInAs(person);
    const id = await makePasskey(person);
    await send(agent, `/account/passkeys/${id}/name`, { name: '' }).expect(422);
    await send(agent, `/account/passkeys/${id}/name`, { name: 'Work laptop' }).expect(303);
    expect(await namesOf(person)).toEqual(['Work laptop']);
  });

  test('another’s is not found', async () => {
    const owner = await makePerson();
    const id = await makePasskey(owner);
    const agent = await app.signInAs(await makePerson({ administrator: true }));
    await send(agent, `/account/passkeys/${id}/name`, { name: 'Mine' }).expect(404);
    expect(await namesOf(owner)).toEqual(['A device']);
  });
});

describe('removing', () => {
  test('takes a second step; then it signs in nobody, and its owner is told by mail', async () => {
    const { person, agent } = await makeSignedIn();
    const device = makeDevice(app.address);
    await addPasskeyOf(device, agent);
    const address = `/account/passkeys/${device.id}/removal`;
    const other = (await signInByLink(person)).agent;
    const refused = await other.get(address).expect(403);
    expect(refused.text).toContain(`/sign-in/second-step?back&#x3D;${encodeURIComponent(address)}`);
    await send(other, address).expect(403);
    expect(await namesOf(person)).toEqual(['A device']);

    expect((await agent.get(address).expect(200)).text).toContain('It is your only passkey.');
    await send(agent, address).expect(303);
    expect(await namesOf(person)).toEqual([]);
    await isTold(person.email, /“A device” can no longer sign in as you/);
    const credential = device.sign(await optionsFor(app.visitor(), '/sign-in/passkey'));
    await send(app.visitor(), '/sign-in/passkey', { credential }).expect(422);
    await send(agent, address).expect(404);
  });

  test('another’s is not found', async () => {
    const owner = await makePerson();
    const id = await makePasskey(owner);
    const agent = await app.signInAs(await makePerson({ administrator: true }));
    await send(agent, `/account/passkeys/${id}/removal`).expect(404);
    expect(await namesOf(owner)).toEqual(['A device']);
  });
});

describe('removing those of somebody who lost theirs', () => {
  const addressOf = ({ id }: { id: number }) => `/administration/people/${id}/passkeys`;

  test('an administrator gives a reason; the owner is signed out and told, and the log says so', async () => {
    const { person, agent } = await makeSignedIn();
    await addPasskeyOf(makeDevice(app.address), agent);
    await makePasskey(person);
    const administrator = await makePerson({ administrator: true });
    const by = await app.signInAs(administrator);
    expect((await by.get(addressOf(person)).expect(200)).text).toContain('2 passkeys');
    const refused = await send(by, `${addressOf(person)}/removal`, { reason: ' ' }).expect(422);
    expect(refused.text).toContain('Enter why their passkeys have to go');
    expect(await namesOf(person)).toHaveLength(2);

    await send(by, `${addressOf(person)}/removal`, { reason: 'Lost in Lewisham' }).expect(303);
    await send(by, `${addressOf(person)}/removal`, { reason: 'Pressed twice' }).expect(303);
    expect(await namesOf(person)).toEqual([]);
    expect(await isSignedIn(agent)).toBe(false);
    await isTold(person.email, /Lost in Lewisham/);
    const lines = await db.select().from(accessLog).where(eq(accessLog.personId, person.id));
    expect(lines).toMatchObject([
      { act: 'passkeys-removed', actorId: administrator.id, about: '2 passkeys', reason: 'Lost in Lewisham' },
    ]);
    await addPasskeyOf(makeDevice(app.address), (await signInByLink(person)).agent);
  });

  test('nobody else can, a council lead neither', async () => {
    const owner = await makePerson();
    await makePasskey(owner);
    for (const who of [await makePerson(), await makePerson({ lead: true, coordinates: 'all' })]) {
      const agent = await app.signInAs(who);
      await agent.get(addressOf(owner)).expect(404);
      await send(agent, `${addressOf(owner)}/removal`, { reason: 'A reason' }).expect(404);
    }
    expect(await namesOf(owner)).toHaveLength(1);
  });
});

describe('the offer of a first passkey', () => {
  const offer = (back: string) => `/account/passkeys/welcome?${new URLSearchParams({ back })}`;

  test('comes after signing in by a link, leads on, and is not made again in that browser for 30 days', async () => {
    const { person, agent, leadsTo } = await makeSignedIn();
    expect(leadsTo).toBe(offer('/'));
    const { text } = await agent.get(offer('/standard')).expect(200);
    expect(text).toContain('Sign in faster next time');
    expect(text).toMatch(/<a class="govuk-link" href="\/standard">Not now/);
    const again = async (by: Agent) => (await signInByLink(person, '/councils', by)).leadsTo;
    expect(await again(agent)).toBe('/councils');
    expect(await again(app.visitor())).toBe(offer('/councils'));
    const cookie = (await send(app.visitor(), await linkFor(person))).headers['set-cookie'];
    expect(String(cookie)).toMatch(/sp_passkey_offered=yes; Max-Age=2592000; Path=\/;[^,]*,[^,]*HttpOnly/);
  });

  test('is not made to who has one, nor on the way to one', async () => {
    const { person, agent } = await makeSignedIn();
    expect((await signInByLink(person, '/sign-in/second-step?back=/')).leadsTo).toMatch(/second-step/);
    expect((await signInByLink(person, '/account/passkeys')).leadsTo).toBe('/account/passkeys');
    await addPasskeyOf(makeDevice(app.address), agent);
    expect((await signInByLink(person)).leadsTo).toBe('/');
  });

  test('leads to a page of ours only', async () => {
    const { agent } = await makeSignedIn();
    const { text } = await agent.get(offer('https://evil.example'));
    expect(text).not.toContain('evil.example');
  });

  async function linkFor({ email }: SignedIn) {
    await sendSignInLink(email, '/');
    return lastLink();
  }
});
