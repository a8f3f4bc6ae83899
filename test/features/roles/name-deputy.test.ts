import { findMember } from '../../../server/features/accounts/viewers.ts';
import { endLeadElsewhere } from '../../../server/features/roles/end-lead-elsewhere.ts';
import { endRolesThatAreOver } from '../../../server/features/roles/end-what-is-over.ts';
import { findLeadsOf, listRolesOf } from '../../../server/features/roles/queries.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { linesAbout } from '../../support/history.ts';
import { makeGuest, makePerson, suspend, workspaceOf } from '../../support/make.ts';

const app = useApp();
let principal: Member;
let agent: Agent;
let deputy: Member;
let workspace: Awaited<ReturnType<typeof workspaceOf>>;

beforeEach(async () => {
  workspace = await workspaceOf(1);
  principal = await makePerson({ name: 'Pru Principal', coordinates: [workspace.id] });
  agent = await app.signInAs(principal);
  deputy = await makePerson({ name: 'Dee Deputy', council: 'hackney' });
});
afterEach(backToNow);

const grantOf = async ({ id }: { id: number }) => (await listRolesOf(id))[0]?.id ?? 0;

/** The fields of a day so many days from now. */
function dayIn(days: number): Record<string, string> {
  const day = new Date(clock.now().getTime() + days * 86_400_000);
  return {
    'until-day': String(day.getUTCDate()),
    'until-month': String(day.getUTCMonth() + 1),
    'until-year': String(day.getUTCFullYear()),
  };
}

const name = (by: Agent, grantId: number, to: { email: string }, fields: Record<string, string> = {}) =>
  send(by, `/roles/${grantId}/deputies`, {
    email: to.email,
    reason: 'On leave',
    ...dayIn(10),
    ...fields,
  });

const coordinates = async ({ id }: { id: number }) =>
  (await findMember(id, { secondStep: true }))?.coordinates;

test('a deputy holds what the coordinator holds, is told until when, and it is logged', async () => {
  const page = await app.connect(await app.signInAs(deputy));
  const grant = await grantOf(principal);
  await agent.get(`/roles/${grant}/deputies`).expect(200);
  const sent = await name(agent, grant, { email: ` ${deputy.email.toUpperCase()} ` });
  expect([sent.status, sent.headers.location]).toEqual([303, '/account/roles?done=deputy']);
  await page.ended();
  expect(await coordinates(deputy)).toEqual([workspace.id]);
  expect(await coordinates(principal)).toEqual([workspace.id]);
  await app.runJobs();
  expect(mailbox[0]).toMatchObject({
    to: deputy.email,
    subject: `You are now deputy coordinator of ${workspace.name}`,
  });
  await app.runJobs();
  expect(mailbox[0]?.text).toMatch(/Pru Principal has named you .+ until \d+ \w+ \d{4}\./);
  expect(await linesAbout(deputy)).toMatchObject([
    { act: 'deputy-named', actorId: principal.id, reason: 'On leave' },
  ]);
  expect((await agent.get('/account/roles')).text).toContain('Dee Deputy, until');
  expect((await agent.get(`/workspaces/${workspace.slug}`)).text).toMatch(/Dee Deputy<\/a>, deputy/);
});

test('a deputy ends with the day, and is closed, told and logged once', async () => {
  await name(agent, await grantOf(principal), deputy).expect(303);
  later({ days: 9 });
  await endRolesThatAreOver();
  expect(await coordinates(deputy)).toEqual([workspace.id]);
  later({ days: 12 });
  expect(await coordinates(deputy)).toEqual([]);
  expect(await listRolesOf(deputy.id)).toEqual([]);
  const page = await app.connect(await app.signInAs(deputy));
  await endRolesThatAreOver();
  await endRolesThatAreOver();
  await page.ended();
  await app.runJobs();
  const told = ({ email }: Member) =>
    mailbox.filter(({ to, subject }) => to === email && /no longer/.test(subject));
  expect(told(principal)).toMatchObject([{ subject: 'Dee Deputy no longer stands in for you' }]);
  expect(told(deputy)).toMatchObject([
    { subject: `You are no longer deputy coordinator of ${workspace.name}` },
  ]);
  expect(await linesAbout(deputy)).toMatchObject([
    { act: 'deputy-named' },
    { act: 'role-taken', actorId: null },
  ]);
});

test('whoever was deputy can be named again before anything has closed the last time', async () => {
  await name(agent, await grantOf(principal), deputy).expect(303);
  later({ days: 12 });
  agent = await app.signInAs(principal);
  await name(agent, await grantOf(principal), deputy).expect(303);
  expect(await coordinates(deputy)).toEqual([workspace.id]);
});

test('named again, a deputy stands in until the new day; the same day again changes nothing', async () => {
  const grant = await grantOf(principal);
  await name(agent, grant, deputy).expect(303);
  await name(agent, grant, deputy, dayIn(20)).expect(303);
  await name(agent, grant, deputy, dayIn(20)).expect(303);
  expect(await linesAbout(deputy)).toMatchObject([{ act: 'deputy-named' }, { act: 'deputy-named' }]);
  await app.runJobs();
  expect(mailbox.filter(({ to, subject }) => to === deputy.email && /deputy/.test(subject))).toHaveLength(2);
  later({ days: 15 });
  expect(await coordinates(deputy)).toEqual([workspace.id]);
  later({ days: 22 });
  expect(await coordinates(deputy)).toEqual([]);
});

test('nobody stands in twice for the same role', async () => {
  await name(agent, await grantOf(principal), deputy).expect(303);
  const second = await makePerson({ coordinates: [workspace.id] });
  const sent = await name(await app.signInAs(second), await grantOf(second), deputy);
  expect([sent.status, sent.text.includes('They stand in for somebody else')]).toEqual([422, true]);
});

test('a deputy ends when what they stood in for ends, and is told', async () => {
  const grant = await grantOf(principal);
  await name(agent, grant, deputy).expect(303);
  const page = await app.connect(await app.signInAs(deputy));
  await send(agent, `/roles/${grant}/removal`, { reason: 'New job' }).expect(303);
  await page.ended();
  expect(await coordinates(deputy)).toEqual([]);
  await app.runJobs();
  expect(mailbox.some(({ to, text }) => to === deputy.email && text.includes('standing in'))).toBe(true);
});

test('the principal may end it sooner, and the deputy may give it up', async () => {
  const grant = await grantOf(principal);
  await name(agent, grant, deputy).expect(303);
  await send(agent, `/roles/${await grantOf(deputy)}/removal`, { reason: 'Back early' }).expect(303);
  expect(await coordinates(deputy)).toEqual([]);
  await name(agent, grant, deputy).expect(303);
  const theirs = await app.signInAs(deputy);
  await send(theirs, `/roles/${await grantOf(deputy)}/removal`, { reason: 'No time' }).expect(303);
  expect(await coordinates(deputy)).toEqual([]);
  await app.runJobs();
  expect(mailbox[0]?.to).toBe(principal.email);
});

test('deputies pass nothing on: they name none, hand nothing over, and give no roles', async () => {
  const all = await makePerson({ coordinates: 'all' });
  await name(await app.signInAs(all), await grantOf(all), deputy).expect(303);
  const theirs = await app.signInAs(deputy);
  const own = await grantOf(deputy);
  const other = await makePerson();
  await name(theirs, own, other).expect(404);
  await theirs.get(`/roles/${own}/deputies`).expect(404);
  await send(theirs, `/roles/${own}/handover`, { email: other.email, reason: 'x' }).expect(404);
  const fields = { role: 'assessor', reason: 'x' };
  await send(theirs, `/administration/people/${other.id}/roles`, fields).expect(403);
  expect(await listRolesOf(other.id)).toEqual([]);
  // They do the work all the same.
  expect(await coordinates(deputy)).toBe('all');
});

test('whoever is given the role itself is no deputy any more, and keeps it when the principal goes', async () => {
  const grant = await grantOf(principal);
  await name(agent, grant, deputy).expect(303);
  const administrator = await app.signInAs(await makePerson({ administrator: true }));
  const fields = { role: 'coordinator', [`in-${workspace.id}`]: 'yes', reason: 'For good' };
  await send(administrator, `/administration/people/${deputy.id}/roles`, fields).expect(303);
  await send(agent, `/roles/${grant}/removal`, { reason: 'New job' }).expect(303);
  expect(await coordinates(deputy)).toEqual([workspace.id]);
});

test('the lead of a council names a deputy from the same council only', async () => {
  const lead = await makePerson({ name: 'Lee Lead', lead: true });
  const theirs = await app.signInAs(lead);
  const grant = await grantOf(lead);
  const outside = await name(theirs, grant, deputy);
  expect(outside.status).toBe(422);
  expect(outside.text).toContain('The lead of a council has to work for it');
  const colleague = await makePerson({ name: 'Cleo Colleague' });
  await name(theirs, grant, colleague).expect(303);
  expect(await findLeadsOf(lead.council.id)).toMatchObject([
    { name: 'Lee Lead', isDeputy: false },
    { name: 'Cleo Colleague', isDeputy: true },
  ]);
});

test('the deputy of a lead ends when the lead moves to another council', async () => {
  const lead = await makePerson({ lead: true });
  const colleague = await makePerson();
  await name(await app.signInAs(lead), await grantOf(lead), colleague).expect(303);
  const hackney = deputy.council.id;
  await db.transaction((tx) => endLeadElsewhere(tx, lead.id, hackney));
  expect([await listRolesOf(lead.id), await listRolesOf(colleague.id)]).toEqual([[], []]);
  expect(await linesAbout(lead)).toMatchObject([{ act: 'role-taken', councilId: lead.council.id }]);
  await app.runJobs();
  expect(mailbox[0]).toMatchObject({
    to: colleague.email,
    subject: 'You are no longer deputy lead of Camden',
  });
});

test('assessors and administrators have no deputies, and nobody names one for somebody else', async () => {
  for (const person of [await makePerson({ assessor: true }), await makePerson({ administrator: true })])
    await name(await app.signInAs(person), await grantOf(person), deputy).expect(404);
  const administrator = await app.signInAs(await makePerson({ administrator: true }));
  await name(administrator, await grantOf(principal), deputy).expect(404);
});

test('nobody is deputy who is unknown, suspended, a guest, oneself, or can do it already', async () => {
  const grant = await grantOf(principal);
  const gone = await makePerson();
  await suspend(gone);
  const [guest, other] = [await makeGuest(), await makePerson({ coordinates: [workspace.id] })];
  for (const to of [{ email: 'nobody@camden.gov.uk' }, gone, guest]) {
    const sent = await name(agent, grant, to);
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('We know no member with this address');
    expect(sent.text).toContain('On leave');
  }
  expect((await name(agent, grant, principal)).text).toContain('cannot give a role to yourself');
  const sent = await name(agent, grant, other);
  expect([sent.status, sent.text.includes('They hold this role already')]).toEqual([422, true]);
  expect(sent.text).toContain('On leave');
});

test('an address, a reason and a day in the next year are needed', async () => {
  const grant = await grantOf(principal);
  const nothing = { email: '', reason: '', 'until-day': '', 'until-month': '', 'until-year': '' };
  const { status, text } = await name(agent, grant, deputy, nothing);
  expect(status).toBe(422);
  for (const words of ['Enter the email address of the person', 'Enter the last day', 'Say why'])
    expect(text).toContain(words);
  for (const [days, words] of [
    [{ 'until-day': '31', 'until-month': '2' }, 'Enter a real date'],
    [dayIn(-1), 'today or later'],
    [dayIn(400), 'or earlier'],
  ] as const) {
    const sent = await name(agent, grant, deputy, days);
    expect([words, sent.status]).toEqual([words, 422]);
    expect(sent.text).toContain(words);
  }
});
