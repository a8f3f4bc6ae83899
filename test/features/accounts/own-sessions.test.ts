import { eq } from 'drizzle-orm';
import { deviceOf } from '../../../server/features/accounts/device.ts';
import { endSessions } from '../../../server/features/accounts/end-sessions.ts';
import { endAllSessions } from '../../../server/features/accounts/own-sessions.ts';
import { placeOf } from '../../../server/features/accounts/place.ts';
import { sessions } from '../../../server/features/accounts/tables.ts';
import { findCouncil } from '../../../server/features/councils/queries.ts';
import { markAsLeft } from '../../../server/features/leaving/leave.ts';
import { noteBounce } from '../../../server/features/leaving/make-dormant.ts';
import { suspendPerson } from '../../../server/features/roles/suspend-person.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, cookiesOf, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { connectTo } from '../../support/live-page.ts';
import { makeGuest, makePerson } from '../../support/make.ts';
import { startNode } from '../../support/node-process.ts';
import { until } from '../../support/until.ts';

const app = useApp();
afterEach(backToNow);

const browsers = {
  chrome:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
};

async function signInWith(person: { id: number }, userAgent: string): Promise<Agent> {
  const agent = app.visitor().set('User-Agent', userAgent);
  return app.signInAs(person, agent);
}

const isSignedIn = async (agent: Agent) => (await agent.get('/')).text.includes('action="/sign-out"');

/** The addresses of the buttons that end one session, in order. */
const buttons = (text: string) =>
  [...text.matchAll(/action="(\/account\/sessions\/[\w-]{22}\/removal)"/g)].map(([, to]) => to as string);

const page = async (agent: Agent) => (await agent.get('/account/sessions').expect(200)).text;

describe('where somebody is signed in', () => {
  test('is listed in words: browser, place, how and when; and which one this is', async () => {
    const person = await makePerson();
    const here = await signInWith(person, browsers.chrome);
    later({ hours: 2 });
    await signInWith(person, browsers.iphone);
    const text = await page(here);
    expect(text).toMatch(/Chrome on Windows\s*<strong[^>]*>You are here/);
    expect(text).toContain('Safari on iPhone');
    expect(text).toContain('this computer');
    expect(text).toContain('with the list of demonstration people');
    expect(text.match(/You are here/g)).toHaveLength(1);
    expect(buttons(text)).toHaveLength(1);
  });

  test('is for guests too, and shows nobody else’s', async () => {
    const guest = await app.signInAs(await makeGuest());
    await app.signInAs(await makePerson());
    const text = await page(guest);
    expect(text).toContain('You are here');
    expect(buttons(text)).toEqual([]);
    await app.visitor().get('/account/sessions').expect(404);
  });

  test('gives every button a name of its own, also where two browsers are alike', async () => {
    const person = await makePerson();
    const here = await app.signInAs(person);
    for (let at = 0; at < 3; at++) await signInWith(person, browsers.iphone);
    const names = [...(await page(here)).matchAll(/<button[^>]*>Sign out<span[^>]*>(.*?)<\/span>/g)];
    expect(names).toHaveLength(3);
    expect(new Set(names.map(([, name]) => name)).size).toBe(3);
  });

  test('shows when each was last used', async () => {
    const person = await makePerson();
    const [here, there] = [await app.signInAs(person), await app.signInAs(person)];
    later({ days: 3 });
    await there.get('/').expect(200);
    const [, other] = await db
      .select()
      .from(sessions)
      .where(eq(sessions.personId, person.id))
      .orderBy(sessions.createdAt);
    expect((other?.seenAt?.getTime() ?? 0) - (other?.createdAt.getTime() ?? 0)).toBeGreaterThan(
      2 * 86_400_000,
    );
    expect(await page(here)).toContain(`datetime="${other?.seenAt?.toISOString()}"`);
  });

  test('gives away nothing by which a session is known, and keeps no address', async () => {
    const person = await makePerson();
    const agent = await app.signInAs(person);
    await app.signInAs(person);
    const text = await page(agent);
    const rows = await db.select().from(sessions).where(eq(sessions.personId, person.id));
    for (const { idHash } of rows) expect(text).not.toContain(idHash);
    expect(JSON.stringify(rows)).not.toContain('127.0.0.1');
  });
});

describe('ending sessions', () => {
  test('one: it is over at once, with its live connections, and no other is', async () => {
    const person = await makePerson();
    const [here, there] = [await app.signInAs(person), await app.signInAs(person)];
    const [open, ended] = [await app.connect(here), await app.connect(there)];
    const [button = ''] = buttons(await page(here));
    const { headers } = await send(here, button).expect(303);
    expect((await here.get(headers.location ?? '').expect(200)).text).toContain('You have signed out there');
    await ended.ended();
    expect(open.socket.connected).toBe(true);
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false]);
    await send(here, button).expect(303);
  });

  test('nobody can end another’s', async () => {
    const person = await makePerson();
    const [here, there] = [await app.signInAs(person), await app.signInAs(person)];
    const [button = ''] = buttons(await page(here));
    await send(await app.signInAs(await makePerson()), button).expect(303);
    expect(await isSignedIn(there)).toBe(true);
  });

  test('all others: this one stays', async () => {
    const person = await makePerson();
    const [here, one, two] = [
      await app.signInAs(person),
      await app.signInAs(person),
      await app.signInAs(person),
    ];
    const stranger = await app.signInAs(await makePerson());
    await send(here, '/account/sessions/others/removal').expect(303);
    expect(await Promise.all([here, one, two, stranger].map(isSignedIn))).toEqual([true, false, false, true]);
  });

  test('everywhere: nobody is left, and the browser is told to drop what it kept', async () => {
    const person = await makePerson();
    const [here, there] = [await app.signInAs(person), await app.signInAs(person)];
    const { headers } = await send(here, '/account/sessions/removal').expect(303);
    expect([headers.location, headers['clear-site-data']]).toEqual(['/', '"cache"']);
    expect(await Promise.all([here, there].map(isSignedIn))).toEqual([false, false]);
  });

  test('live connections end within a second on every node, also of who is suspended, leaves or sleeps', async () => {
    const administrator = await makePerson({ administrator: true, council: 'barnet' });
    const reason = 'Not here any more';
    const node = await startNode(process.env.DATABASE_URL as string);
    const other = `http://127.0.0.1:${node.port}`;
    const ends = [
      async (person: Member) => endAllSessions(person),
      async (person: Member) => suspendPerson(administrator, person.id, { until: null, reason }),
      async (person: Member) => markAsLeft(administrator, await findCouncil('camden'), person.id, reason),
      async (person: Member) => noteBounce(person.email),
    ];
    try {
      for (const end of ends) {
        const person = await makePerson();
        const there = await app.signInAs(person);
        const cookie = cookiesOf(there, app.address);
        const pages = [await app.connect(there), connectTo(other, { Origin: other, Cookie: cookie })];
        for (const open of pages) await open.opened;
        const began = Date.now();
        await end(person);
        for (const open of pages) await open.ended();
        expect(Date.now() - began).toBeLessThan(1000);
        const home = await (await fetch(other, { headers: { Cookie: cookie } })).text();
        expect(home).not.toContain('action="/sign-out"');
      }
    } finally {
      await node.kill();
    }
  });

  test('one that is being renewed as it is ended does not begin again', async () => {
    const person = await makePerson();
    const there = await app.signInAs(person);
    // A visit, so that at the next the session has changed and is written as a whole.
    await there.get('/').expect(200);
    later({ days: 1 });
    const renewing = await db.transaction(async (tx) => {
      await endSessions(tx, person.id);
      const asked = there.get('/').then(({ status }) => status);
      await until('its renewal waits', async () => {
        const { rows } = await db.execute(
          `select from pg_stat_activity where wait_event_type = 'Lock' and query ilike '%"sessions"%'`,
        );
        return rows.length > 0;
      });
      return { asked };
    });
    expect(await renewing.asked).toBe(200);
    expect(await isSignedIn(there)).toBe(false);
  });
});

test.each([
  [browsers.chrome, 'Chrome on Windows'],
  [browsers.iphone, 'Safari on iPhone'],
  ['curl/8.0', ''],
  ['', ''],
  [undefined, ''],
  ['<script>alert(1)</script>', ''],
  ['This was you, or see https://evil.example/1 (Windows NT 10.0)', 'Windows'],
])('a browser that says %j is %j', (said, words) => {
  expect(deviceOf(said)).toBe(words);
});

test.each([
  ['81.2.69.160', 'United Kingdom'],
  ['2a00:1450:4009::1', 'Ireland'],
  ['::ffff:81.2.69.160', 'United Kingdom'],
  ['127.0.0.1', 'this computer'],
  ['::1', 'this computer'],
  ['10.1.2.3', 'a private network'],
  ['fd00::1', 'a private network'],
  ['not an address', ''],
  [undefined, ''],
])('the address %s is in %j', async (address, place) => {
  expect(await placeOf(address)).toBe(place);
});
