import { eq } from 'drizzle-orm';
import { sweepAccounts } from '../../../server/features/accounts/sweep.ts';
import { devices } from '../../../server/features/accounts/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import { type Agent, cookiesOf, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { lastLink, makePerson } from '../../support/make.ts';

const app = useApp();
afterEach(backToNow);

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

async function signIn(agent: Agent, { email }: { email: string }) {
  await send(agent, '/sign-in', { email }).expect(200);
  return send(agent, lastLink()).set('User-Agent', chrome).expect(303);
}

async function notices({ email }: { email: string }) {
  await app.runJobs();
  return mailbox.filter(({ to, subject }) => to === email && subject === 'New sign-in to Standard Practice');
}

test('a first sign-in of all is no news', async () => {
  const person = await makePerson();
  await signIn(app.visitor(), person);
  expect(await notices(person)).toEqual([]);
});

test('a browser that somebody has not used before is told by email: when, which, where, how, and what to do', async () => {
  const person = await makePerson();
  await signIn(app.visitor(), person);
  await signIn(app.visitor(), person);
  const [mail, ...more] = await notices(person);
  expect(more).toEqual([]);
  expect(mail?.text).toMatch(/When: \d+ \w+ \d{4} at /);
  expect(mail?.text).toContain('Browser: Chrome on Windows');
  expect(mail?.text).toContain('Place: this computer');
  expect(mail?.text).toContain('How: with a link sent by email');
  expect(mail?.text).toContain('/account/sessions');
  expect(mail?.text).toContain('ask a coordinator');
});

test('a browser is known again after signing out, and after a year is not', async () => {
  const [person, agent] = [await makePerson(), app.visitor()];
  await signIn(app.visitor(), person);
  await signIn(agent, person);
  await send(agent, '/sign-out').expect(303);
  await signIn(agent, person);
  expect(await notices(person)).toHaveLength(1);
  later({ days: 366 });
  await sweepAccounts();
  expect(await db.select().from(devices).where(eq(devices.personId, person.id))).toEqual([]);
});

test('who shares a computer is told apart, and not by what the database has', async () => {
  const [one, other, agent] = [await makePerson(), await makePerson(), app.visitor()];
  await signIn(app.visitor(), other);
  await signIn(agent, one);
  await signIn(agent, other);
  expect([(await notices(one)).length, (await notices(other)).length]).toEqual([0, 1]);
  await signIn(agent, one);
  await signIn(agent, other);
  expect([(await notices(one)).length, (await notices(other)).length]).toEqual([0, 1]);
  const kept = await db.select().from(devices);
  expect(new Set(kept.map(({ tokenHash }) => tokenHash)).size).toBe(kept.length);
  expect(JSON.stringify(kept)).not.toContain(/sp_device=([\w-]+)/.exec(cookiesOf(agent, app.address))?.[1]);
});

test('its cookie is for this server alone, lasts a year, and no script can read it; one that was made up is replaced', async () => {
  const person = await makePerson();
  const { headers } = await signIn(app.visitor(), person);
  const cookie = String(headers['set-cookie'])
    .split(/,(?=sp_)/)
    .find((one) => one.startsWith('sp_device'));
  expect(cookie).toMatch(
    /^sp_device=[\w-]{43}; Max-Age=31536000; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/,
  );
  const odd = app.visitor();
  odd.jar.setCookie('sp_device=made-up', '127.0.0.1', '/');
  await signIn(odd, person);
  expect(cookiesOf(odd, app.address)).toMatch(/sp_device=[\w-]{43}(;|$)/);
  expect(await notices(person)).toHaveLength(1);
});
