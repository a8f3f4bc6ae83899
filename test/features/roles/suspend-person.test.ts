import { findMember } from '../../../server/features/accounts/viewers.ts';
import { endSuspensionsThatAreOver } from '../../../server/features/roles/end-what-is-over.ts';
import { listRolesOf } from '../../../server/features/roles/queries.ts';
import { suspendPerson } from '../../../server/features/roles/suspend-person.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { linesAbout } from '../../support/history.ts';
import { makeGuest, makePerson } from '../../support/make.ts';

const app = useApp();
let administrator: Member;
let agent: Agent;
let person: Member;

beforeEach(async () => {
  await db.execute(
    `update role_grants set ended_at = now() where role = 'administrator' and ended_at is null`,
  );
  administrator = await makePerson({ name: 'Ada Administrator', administrator: true });
  agent = await app.signInAs(administrator);
  person = await makePerson({ name: 'Sam Suspended', council: 'hackney', assessor: true });
});
afterEach(backToNow);

const at = ({ id }: { id: number }) => `/administration/people/${id}/suspension`;

const suspend = (by: Agent, to: { id: number }, fields: Record<string, string> = {}) =>
  send(by, at(to), { reason: 'Shared what was not theirs', ...fields });

const lift = (by: Agent, to: { id: number }) => send(by, `${at(to)}/removal`, { reason: 'Cleared up' });

function dayIn(days: number): Record<string, string> {
  const day = new Date(clock.now().getTime() + days * 86_400_000);
  return {
    'until-day': String(day.getUTCDate()),
    'until-month': String(day.getUTCMonth() + 1),
    'until-year': String(day.getUTCFullYear()),
  };
}

const canBeHere = async ({ id }: { id: number }) => (await findMember(id)) !== null;

test('somebody suspended is out everywhere at once, and told why and how to appeal', async () => {
  const theirs = await app.signInAs(person);
  const pages = [await app.connect(theirs), await app.connect(await app.signInAs(person))];
  await agent.get(at(person)).expect(200);
  const sent = await suspend(agent, person);
  expect([sent.status, sent.headers.location]).toEqual([
    303,
    expect.stringContaining(`/administration/people/${person.id}?done=`),
  ]);
  for (const page of pages) await page.ended();
  expect(await canBeHere(person)).toBe(false);
  await theirs.get('/account/roles').expect(404);
  await app.runJobs();
  const [mail] = mailbox;
  expect(mail).toMatchObject({ to: person.email, subject: 'You are suspended from Standard Practice' });
  for (const words of [
    'until an administrator lifts this',
    'Reason: Shared what was not theirs',
    'you can appeal',
  ])
    expect(mail?.text).toContain(words);
  expect(await linesAbout(person)).toMatchObject([
    { act: 'suspended', actorId: administrator.id, councilId: person.council.id },
  ]);
  const page = (await agent.get(`/administration/people/${person.id}`)).text;
  expect(page).toContain('Suspended until it is lifted');
  expect(page).toContain('Shared what was not theirs');
});

test('it ends on its day: with a mail, a line in the log, and none of the old sessions', async () => {
  const theirs = await app.signInAs(person);
  await suspend(agent, person, dayIn(5)).expect(303);
  await app.runJobs();
  expect(mailbox[0]?.text).toMatch(/cannot sign in to Standard Practice until \d+ \w+ \d{4}\./);
  later({ days: 4 });
  await endSuspensionsThatAreOver();
  expect(await canBeHere(person)).toBe(false);
  later({ days: 7 });
  expect(await canBeHere(person)).toBe(true);
  await theirs.get('/account/roles').expect(404);
  await endSuspensionsThatAreOver();
  await endSuspensionsThatAreOver();
  expect(await linesAbout(person)).toMatchObject([
    { act: 'suspended' },
    { act: 'reinstated', actorId: null, reason: 'The day it was until has passed' },
  ]);
  await app.runJobs();
  expect(mailbox[0]).toMatchObject({ to: person.email, subject: 'Your suspension has ended' });
  await theirs.get('/account/roles').expect(404);
  backToNow();
  await (await app.signInAs(person)).get('/account/roles').expect(200);
});

test('it can be lifted, once, and they sign in anew with the roles they had', async () => {
  const theirs = await app.signInAs(person);
  await suspend(agent, person).expect(303);
  await agent.get(`${at(person)}/removal`).expect(200);
  const sent = await lift(agent, person);
  expect([sent.status, sent.headers.location]).toEqual([
    303,
    expect.stringContaining(`/administration/people/${person.id}?done=`),
  ]);
  await lift(agent, person).expect(404);
  await theirs.get('/account/roles').expect(404);
  expect((await findMember(person.id, { secondStep: true }))?.isAssessor).toBe(true);
  await app.runJobs();
  expect(mailbox[0]).toMatchObject({ to: person.email, subject: 'Your suspension has been lifted' });
  expect((await linesAbout(person)).map(({ act }) => act)).toEqual(['suspended', 'reinstated']);
});

test('what is suspended already can be given another end and reason', async () => {
  await suspend(agent, person).expect(303);
  await suspend(agent, person, { reason: 'Seen again', ...dayIn(3) }).expect(303);
  const { text } = await agent.get(`/administration/people/${person.id}`);
  expect(text).toMatch(/Suspended until \d+ \w+ \d{4}<\/strong>: Seen again/);
});

test('guests can be suspended too', async () => {
  const guest = await makeGuest();
  await suspend(agent, guest).expect(303);
  expect((await agent.get(`/administration/people/${guest.id}`)).text).toContain('Suspended until');
});

test('an administrator who is suspended is none any more, and the last one cannot suspend or be suspended', async () => {
  const self = await suspend(agent, administrator);
  expect([self.status, self.text.includes('cannot suspend yourself')]).toEqual([403, true]);
  const other = await makePerson({ administrator: true });
  await suspend(agent, other, dayIn(3)).expect(303);
  await app.runJobs();
  expect(mailbox[0]?.text).toContain('You are no longer an administrator');
  expect(await listRolesOf(other.id)).toEqual([]);
  await lift(agent, other).expect(303);
  expect(await listRolesOf(other.id)).toEqual([]);
  expect((await linesAbout(other)).map(({ act }) => act)).toEqual(['role-taken', 'suspended', 'reinstated']);
});

test('of two administrators who suspend each other at the same moment, one remains', async () => {
  for (let time = 0; time < 5; time++) {
    const other = await makePerson({ administrator: true });
    const act = { until: null, reason: 'At once' };
    const done = await Promise.allSettled([
      suspendPerson(administrator, other.id, act),
      suspendPerson(other, administrator.id, act),
    ]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const here = await Promise.all([administrator, other].map(canBeHere));
    expect(here.filter(Boolean)).toHaveLength(1);
    if (here[1]) administrator = other;
  }
});

test.each(['coordinator of all', 'lead', 'assessor', 'member'])(
  'a suspension is for administrators, not for a %s',
  async (role) => {
    const by = await app.signInAs(
      await makePerson({
        council: 'hackney',
        ...(role === 'coordinator of all' && { coordinates: 'all' }),
        lead: role === 'lead',
        assessor: role === 'assessor',
      }),
    );
    await by.get(at(person)).expect(404);
    await suspend(by, person).expect(404);
    expect(await canBeHere(person)).toBe(true);
    await suspend(agent, person).expect(303);
    await lift(by, person).expect(404);
    expect(await canBeHere(person)).toBe(false);
  },
);

test('a reason is needed, and a day that is to come', async () => {
  const sent = await suspend(agent, person, { reason: '', ...dayIn(-3) });
  expect(sent.status).toBe(422);
  for (const words of ['Say why', 'The date must be today or later']) expect(sent.text).toContain(words);
  expect(await canBeHere(person)).toBe(true);
});

test('sent twice it is one suspension, with one mail and one line in the log', async () => {
  const before = mailbox.filter(({ to }) => to === person.email).length;
  await Promise.all([1, 2].map(() => suspend(agent, person, dayIn(5)).expect(303)));
  await suspend(agent, person, dayIn(5)).expect(303);
  await app.runJobs();
  expect(mailbox.filter(({ to }) => to === person.email)).toHaveLength(before + 1);
  expect((await linesAbout(person)).filter(({ act }) => act === 'suspended')).toHaveLength(1);
  await suspend(agent, person, dayIn(6)).expect(303);
  expect((await linesAbout(person)).filter(({ act }) => act === 'suspended')).toHaveLength(2);
});

test('why somebody is suspended is shown to administrators, not to who coordinates everything', async () => {
  await suspend(agent, person).expect(303);
  const address = `/administration/people/${person.id}`;
  expect((await agent.get(address).expect(200)).text).toContain('Shared what was not theirs');
  const coordinator = await app.signInAs(await makePerson({ coordinates: 'all' }));
  const { text } = await coordinator.get(address).expect(200);
  expect(text).toContain('Suspended until it is lifted');
  expect(text).not.toContain('Shared what was not theirs');
});
