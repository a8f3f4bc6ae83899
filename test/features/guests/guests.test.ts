import { and, eq } from 'drizzle-orm';
import { tellOfTheirEnd } from '../../../server/features/guests/end-on-their-day.ts';
import { guestAccess } from '../../../server/features/guests/tables.ts';
import { people } from '../../../server/features/people/tables.ts';
import { accessLog, roleGrants } from '../../../server/features/roles/tables.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Guest, Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import {
  guestFields,
  makeGuest,
  makePerson,
  makeTopic,
  makeWaiting,
  suspend,
  workspaceOf,
} from '../../support/make.ts';

const app = useApp();
let host: Member;
let agent: Agent;
let here = 0;
let there = 0;
let invited = 0;
const outsider = () => `outsider.${++invited}@example.org`;
const room = '/workspaces/understand-user-needs';

beforeAll(async () => {
  [here, there] = [(await workspaceOf(1)).id, (await workspaceOf(2)).id];
  host = await makePerson({ name: 'Hester Host', coordinates: [here] });
  agent = await app.signInAs(host);
});
afterEach(backToNow);

const mailTo = (email: string) => mailbox.find(({ to }) => to === email);
const linkTo = (email: string) =>
  /\/sign-in\/(invitations|links)\/\S+/.exec(mailTo(email)?.text ?? '')?.[0] ?? '';

async function invite(email: string, workspaces = [here], as = agent) {
  const answer = await send(as, '/invitations/guests/new', guestFields({ addresses: email }, ...workspaces));
  await app.runJobs();
  return answer;
}

const accessOf = ({ id }: { id: number }) =>
  db.select().from(guestAccess).where(eq(guestAccess.personId, id));
const personAt = async (email: string) => (await db.select().from(people).where(eq(people.email, email)))[0];
const linesAbout = ({ id }: { id: number }) => db.select().from(accessLog).where(eq(accessLog.personId, id));
const isSignedIn = async (browser: Agent) => (await browser.get('/')).text.includes('action="/sign-out"');

async function ask(email: string, browser = app.visitor()) {
  const answer = await send(browser, '/sign-in', { email });
  await app.runJobs();
  return answer;
}

describe('inviting a guest', () => {
  test('lets them into the workspaces they were invited to, until the end of the last day', async () => {
    const email = outsider();
    expect((await invite(email)).status).toBe(200);
    const browser = app.visitor();
    const page = await browser.get(linkTo(email)).expect(200);
    expect(page.text).toContain('Hester Host, Camden, invites you as a guest until');
    const joined = await send(browser, linkTo(email), { name: 'Gus Guest', job: 'Adviser' });
    expect([joined.status, decodeURIComponent(joined.headers.location ?? '')]).toEqual([
      303,
      expect.stringContaining(room),
    ]);
    const person = await personAt(email);
    expect(person).toMatchObject({ councilId: null, organisation: 'GLA', name: 'Gus Guest' });
    const [access] = await accessOf(person as { id: number });
    expect(access).toMatchObject({ workspaceId: here, invitedBy: host.id, approvedAt: null });
    const inLondon = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'Europe/London' });
    expect(inLondon.format(access?.endsAt)).toBe('00:00:00');
    const [line] = await linesAbout(person as { id: number });
    expect(line).toMatchObject({ act: 'guest-invited', actorId: host.id });
    const { text } = await browser.get(room).expect(200);
    expect(text).toContain('You are a guest of this workspace until');
    expect(text).toMatch(/Gus Guest<span[^>]*>, GLA, guest/);
    expect((await agent.get(`${room}/guests`)).text).toContain('Gus Guest');
    expect((await browser.get('/')).text).toContain('Where you are a guest');
  });

  test('asks for an organisation, a workspace of one’s own and a day within a year, and keeps what was typed', async () => {
    const email = outsider();
    for (const [fields, says] of [
      [{ organisation: '' }, 'Enter where they work'],
      [{ [`workspace-${here}`]: '' }, 'Choose at least one workspace'],
      [{ 'until-day': '', 'until-month': '', 'until-year': '' }, 'Enter the last day'],
      [{ 'until-year': '2020' }, 'The date must be today or later'],
      [{ 'until-year': '2199' }, 'or earlier'],
      [{ 'until-day': '31', 'until-month': '2' }, 'Enter a real date'],
    ] as const) {
      const form = { ...guestFields({ addresses: email }, here), ...fields } as Record<string, string>;
      const { status, text } = await send(agent, '/invitations/guests/new', form);
      expect([status, says, text.includes(says), text.includes(email)]).toEqual([422, says, true, true]);
    }
    const elsewhere = await send(agent, '/invitations/guests/new', guestFields({ addresses: email }, there));
    expect(elsewhere.status).toBe(422);
    expect((await agent.get('/invitations/guests/new')).text).not.toContain(`workspace-${there}"`);
  });

  test('refuses an address of a council in its line', async () => {
    const { text } = await invite('officer@camden.gov.uk');
    expect(text).toContain('This address is at Camden: invite them as a colleague');
    expect(mailTo('officer@camden.gov.uk')).toBeUndefined();
  });

  test('again adds workspaces and days to what they have, and takes nothing away', async () => {
    const guest = await makeGuest({ workspaces: [1], days: 3, approved: true });
    const both = await app.signInAs(await makePerson({ coordinates: 'all' }));
    await invite(guest.email, [here, there], both);
    await send(app.visitor(), linkTo(guest.email)).expect(303);
    const access = await accessOf(guest);
    expect(access.map(({ workspaceId }) => workspaceId).sort()).toEqual([here, there].sort());
    for (const { endsAt } of access) expect(endsAt.getTime()).toBeGreaterThan(Date.now() + 20 * 86_400_000);
    expect(access.find(({ workspaceId }) => workspaceId === here)?.approvedAt).not.toBeNull();
  });

  test('leads nowhere once who invited them no longer coordinates there, or is suspended', async () => {
    const gone = await makePerson({ coordinates: [here] });
    const email = outsider();
    await invite(email, [here], await app.signInAs(gone));
    await app.visitor().get(linkTo(email)).expect(200);
    const [role] = await db.select().from(roleGrants).where(eq(roleGrants.personId, gone.id));
    for (const endsAt of [clock.now(), null]) {
      await db
        .update(roleGrants)
        .set({ endsAt })
        .where(eq(roleGrants.id, role?.id ?? 0));
      await app
        .visitor()
        .get(linkTo(email))
        .expect(endsAt ? 410 : 200);
    }
    await suspend(gone);
    await send(app.visitor(), linkTo(email), { name: 'Gus' }).expect(410);
    expect(await personAt(email)).toBeUndefined();
  });
});

describe('the end of a guest’s access', () => {
  test('comes at once with a reason: their page ends live, they are told why, and the log has it', async () => {
    const guest = await makeGuest({ workspaces: [1] });
    const { id } = await makeTopic(host, { visibility: 'group' });
    const browser = await app.signInAs(guest);
    await browser.get(`/topics/${id}`).expect(200);
    const page = await app.connect(browser);
    expect((await page.watch(`topic:${id}`)).ok).toBe(true);
    const ending = `${room}/guests/${guest.id}/ending`;
    expect((await send(agent, ending, { reason: ' ' })).status).toBe(422);
    await send(agent, ending, { reason: 'Their contract ended' }).expect(303);
    await page.ended();
    await browser.get(`/topics/${id}`).expect(404);
    await app.runJobs();
    expect(mailTo(guest.email)?.text).toContain('Their contract ended');
    const lines = await linesAbout(guest);
    expect(lines.at(-1)).toMatchObject({
      act: 'guest-ended',
      actorId: host.id,
      reason: 'Their contract ended',
    });
    await send(agent, ending, { reason: 'Again' }).expect(404);
  });

  test('comes by itself at the end of the last day, before and after anything has noted it', async () => {
    const guest = await makeGuest({ workspaces: [1], days: 2 });
    const { id } = await makeTopic(host, { visibility: 'group' });
    const browser = await app.signInAs(guest);
    const page = await app.connect(browser);
    await page.watch(`topic:${id}`);
    later({ days: 2.01 });
    await browser.get(`/topics/${id}`).expect(404);
    const { guests } = await import('../../../server/features/guests/index.ts');
    await guests.regularly?.['end-guests']?.run();
    await page.ended();
    const [access] = await accessOf(guest);
    expect(access?.endedAt).toEqual(access?.endsAt);
    expect((await linesAbout(guest)).map(({ act }) => act)).toEqual(['guest-ended']);
    await guests.regularly?.['end-guests']?.run();
    expect(await linesAbout(guest)).toHaveLength(1);
  });

  test('is told a week before, once, to them and to who invited them', async () => {
    const guest = await makeGuest({ workspaces: [1], days: 20 });
    const { guests } = await import('../../../server/features/guests/index.ts');
    const tell = async () => {
      await guests.regularly?.['tell-guests-of-their-end']?.run();
      await app.runJobs();
      return mailbox.filter(({ text }) => text.includes(guest.name)).length + (mailTo(guest.email) ? 1 : 0);
    };
    expect(await tell()).toBe(0);
    later({ days: 14 });
    expect(await tell()).toBe(2);
    expect(await tell()).toBe(2);
  });

  test('can be moved to another day by coordinators of the workspace, who are told nothing of others', async () => {
    const guest = await makeGuest({ workspaces: [1, 2], days: 3 });
    const date = `${room}/guests/${guest.id}/end-date`;
    const none = await send(agent, date, guestFields({ reason: ' ' })).expect(422);
    expect(none.text).toContain('Enter a reason');
    await send(agent, date, guestFields({ reason: 'The work goes on' })).expect(303);
    await app.runJobs();
    expect(mailTo(guest.email)?.text).toContain('The work goes on');
    expect(await linesAbout(guest)).toMatchObject([
      { act: 'guest-date-changed', reason: 'The work goes on' },
    ]);
    const mine = and(eq(guestAccess.personId, guest.id), eq(guestAccess.workspaceId, here));
    const [access] = await db.select().from(guestAccess).where(mine);
    expect(access?.endsAt.getTime()).toBeGreaterThan(Date.now() + 20 * 86_400_000);
    const elsewhere = await app.signInAs(await makePerson({ coordinates: [there] }));
    await elsewhere.get(date).expect(404);
    await send(elsewhere, date, guestFields({ reason: 'Mine' })).expect(404);
    await elsewhere.get(`${room}/guests`).expect(404);
    await agent.get(`/workspaces/${(await workspaceOf(2)).slug}/guests`).expect(404);
  });
});

describe('signing in as a guest', () => {
  test('is by a link, which only those with running access are sent', async () => {
    const guest = await makeGuest();
    const browser = app.visitor();
    await ask(guest.email, browser);
    expect((await browser.get(linkTo(guest.email))).text).toContain(`Sign in as ${guest.name}`);
    await send(browser, linkTo(guest.email)).expect(303);
    expect(await isSignedIn(browser)).toBe(true);
    const over = await makeGuest({ days: 1 });
    later({ days: 1.1 });
    await ask(over.email);
    expect(mailTo(over.email)).toBeUndefined();
  });

  test('an open invitation is sent again, and runs out when it did', async () => {
    const email = outsider();
    await invite(email);
    const first = linkTo(email);
    later({ days: 6 });
    await ask(email);
    const again = linkTo(email);
    expect(again).not.toBe(first);
    await app.visitor().get(first).expect(410);
    await app.visitor().get(again).expect(200);
    later({ days: 7.1 });
    await app.visitor().get(again).expect(410);
  });

  test('whether an address is a guest’s, invited or nobody’s shows in nothing that whoever asks is told', async () => {
    const [guest, open, nobody] = [(await makeGuest()).email, outsider(), outsider()];
    await invite(open);
    const answers = [];
    for (const email of [guest, open, nobody]) {
      const before = mailbox.length;
      const { status, text } = await send(app.visitor(), '/sign-in', { email });
      // Nothing is looked up or sent while whoever asks waits.
      expect(mailbox.length).toBe(before);
      answers.push([status, text.replaceAll(email, '')]);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.[1]).toContain('is not at a council in the group');
    await app.runJobs();
    expect(mailTo(guest)).toBeDefined();
    expect(mailTo(nobody)).toBeUndefined();
  });
});

test('what a guest sees leads to no page that is not there for them', async () => {
  const guest: Guest = await makeGuest({ workspaces: [1], approved: true });
  const browser = await app.signInAs(guest);
  const { id } = await makeTopic(host, { visibility: 'group' });
  const outside = await makeTopic(await makePerson(), { requirement: 2 });
  const pages = ['/', '/standard', '/councils', '/councils/camden', room, `${room}/topics/new?kind=question`];
  pages.push(
    `/workspaces/${(await workspaceOf(2)).slug}`,
    `/topics/${id}`,
    `/topics/${outside.id}`,
    '/account',
  );
  const broken: string[] = [];
  const seen = new Set<string>();
  for (const page of pages) {
    const { text } = await browser.get(page).expect(200);
    for (const [, href = ''] of text.matchAll(/<a[^>]* href="(\/[^"]*)/g)) {
      const path = href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').replace(/#.*/, '');
      if (seen.has(path) || path.startsWith('/dev') || path.includes('__')) continue;
      seen.add(path);
      const { status } = await browser.get(path);
      if (status >= 400) broken.push(`${page} → ${path}: ${status}`);
    }
  }
  expect(broken).toEqual([]);
});

test('somebody whose access was ended is let in by no other invitation to the workspace that lies in their mailbox', async () => {
  const email = outsider();
  const everywhere = await app.signInAs(await makePerson({ coordinates: 'all' }));
  const links: string[] = [];
  for (const [by, workspaces] of [
    [agent, [here]],
    [everywhere, [here]],
    [everywhere, [here, there]],
  ] as const) {
    await invite(email, [...workspaces], by);
    links.push(linkTo(email));
  }
  const [first = '', second = '', both = ''] = links;
  expect(new Set(links).size).toBe(3);
  await send(app.visitor(), first, { name: 'Gus Guest', job: '' }).expect(303);
  const guest = await personAt(email);
  await send(agent, `${room}/guests/${guest?.id}/ending`, { reason: 'Sold things' }).expect(303);
  await send(app.visitor(), second).expect(410);
  await send(app.visitor(), both).expect(303);
  const access = await accessOf({ id: guest?.id ?? 0 });
  expect(access.filter(({ endedAt }) => !endedAt).map(({ workspaceId }) => workspaceId)).toEqual([there]);
});

test('who invited a guest is not told of their last day while they are suspended', async () => {
  const inviter = await makePerson({ coordinates: [here] });
  const email = outsider();
  await invite(email, [here], await app.signInAs(inviter));
  await send(app.visitor(), linkTo(email), { name: 'Gus Guest', job: '' }).expect(303);
  await suspend(inviter);
  later({ days: 29 });
  await tellOfTheirEnd();
  await app.runJobs();
  expect(mailTo(email)?.subject).toContain('Your last day as a guest');
  expect(mailTo(inviter.email)?.subject ?? '').not.toContain('Gus Guest');
});

test('a guest who left is back when they accept another invitation', async () => {
  const guest = await makeGuest({ workspaces: [1] });
  await send(await app.signInAs(guest), '/account/leaving', { choice: 'keep', confirmed: 'yes' }).expect(200);
  await invite(guest.email);
  const browser = app.visitor();
  await send(browser, linkTo(guest.email)).expect(303);
  expect(await isSignedIn(browser)).toBe(true);
  await browser.get(`${room}/topics/new?kind=question`).expect(200);
  expect((await linesAbout(guest)).map(({ act }) => act)).toEqual(['left', 'returned', 'guest-invited']);
});

test('nobody of a council is let in as a guest by a tag in their address', async () => {
  const { text } = await invite('jo+guest@camden.gov.uk');
  expect(text).toContain('Enter this address of a council without the + and what follows it');
  expect(mailTo('jo+guest@camden.gov.uk')).toBeUndefined();
  expect((await invite('jo+guest@example.org')).status).toBe(200);
  expect(mailTo('jo+guest@example.org')).toBeDefined();
});

test('what happens to one guest at the same moment is done one after another, and none of it fails', async () => {
  const failed: string[] = [];
  for (let round = 0; round < 8; round++) {
    const guest = await makeGuest({ workspaces: [1, 2] });
    const own = await app.signInAs(guest);
    const { id } = await makeWaiting(guest);
    await invite(guest.email);
    const answers = await Promise.all([
      send(app.visitor(), linkTo(guest.email)),
      send(agent, `${room}/guests/${guest.id}/ending`, { reason: 'Over' }),
      send(agent, `${room}/waiting/${id}/approval`),
      send(own, '/account/leaving', { choice: 'withdraw', confirmed: 'yes' }),
    ]);
    for (const { status, request } of answers) if (status >= 500) failed.push(request.url);
  }
  expect(failed).toEqual([]);
});
