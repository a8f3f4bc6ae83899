import { findMember } from '../../../server/features/accounts/viewers.ts';
import { findLeadsOf, listRolesOf } from '../../../server/features/roles/queries.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { linesAbout } from '../../support/history.ts';
import { makePerson, workspaceOf } from '../../support/make.ts';

const app = useApp();
let holder: Member;
let agent: Agent;
let next: Member;
let workspace: Awaited<ReturnType<typeof workspaceOf>>;

beforeEach(async () => {
  workspace = await workspaceOf(1);
  holder = await makePerson({ name: 'Hal Holder', coordinates: [workspace.id] });
  agent = await app.signInAs(holder);
  next = await makePerson({ name: 'Nel Next', council: 'hackney' });
});

const grantOf = async ({ id }: { id: number }) => (await listRolesOf(id))[0]?.id ?? 0;

const handOver = (by: Agent, grantId: number, to: { email: string }) =>
  send(by, `/roles/${grantId}/handover`, { email: to.email, reason: 'I am moving on' });

const coordinates = async ({ id }: { id: number }) =>
  (await findMember(id, { secondStep: true }))?.coordinates;

test('a coordinator hands over: the next one holds it, they do not, and both hear of it at once', async () => {
  const pages = [await app.connect(agent), await app.connect(await app.signInAs(next))];
  const grant = await grantOf(holder);
  expect((await agent.get(`/roles/${grant}/handover`).expect(200)).text).toContain('Hand over: Coordinator');
  const sent = await handOver(agent, grant, next);
  expect([sent.status, sent.headers.location]).toEqual([303, '/account/roles?done=handed-over']);
  for (const page of pages) await page.ended();
  expect([await coordinates(holder), await coordinates(next)]).toEqual([[], [workspace.id]]);
  await app.runJobs();
  expect(mailbox[0]).toMatchObject({
    to: next.email,
    subject: `You are now coordinator of ${workspace.name}`,
  });
  expect(await linesAbout(next)).toMatchObject([{ act: 'role-handed-over', actorId: holder.id }]);
  expect(await linesAbout(holder)).toMatchObject([{ act: 'role-taken', reason: 'I am moving on' }]);
  await handOver(agent, grant, next).expect(404);
});

test('whoever stood in for it can be the next, and other deputies end', async () => {
  const grant = await grantOf(holder);
  const year = String(new Date().getUTCFullYear() + 1);
  const until = { 'until-day': '1', 'until-month': '1', 'until-year': year, reason: 'Leave' };
  const other = await makePerson();
  for (const { email } of [next, other])
    await send(agent, `/roles/${grant}/deputies`, { email, ...until }).expect(303);
  await handOver(agent, grant, next).expect(303);
  expect([await coordinates(next), await coordinates(other)]).toEqual([[workspace.id], []]);
  expect((await listRolesOf(next.id)).map(({ deputyOf }) => deputyOf)).toEqual([null]);
});

test('whoever gave the role is told who holds it now', async () => {
  const administrator = await makePerson({ administrator: true });
  const by = await app.signInAs(administrator);
  const fields = { role: 'lead', reason: 'New' };
  await send(by, `/administration/people/${next.id}/roles`, fields).expect(303);
  const colleague = await makePerson({ name: 'Cleo Colleague', council: 'hackney' });
  await handOver(await app.signInAs(next), await grantOf(next), colleague).expect(303);
  await app.runJobs();
  expect(mailbox[0]).toMatchObject({
    to: administrator.email,
    subject: 'Cleo Colleague is now lead of Hackney',
  });
  expect(await findLeadsOf(next.council.id)).toMatchObject([{ name: 'Cleo Colleague' }]);
});

test('the lead of a council hands over within it only, and nobody to themselves or to who holds it', async () => {
  const lead = await makePerson({ lead: true });
  const theirs = await app.signInAs(lead);
  const grant = await grantOf(lead);
  expect((await handOver(theirs, grant, next)).text).toContain('The lead of a council has to work for it');
  expect((await handOver(theirs, grant, lead)).text).toContain('cannot give a role to yourself');
  const second = await makePerson({ lead: true });
  const sent = await handOver(theirs, grant, second);
  expect(sent.status).toBe(422);
  expect(sent.text).toContain('already');
  expect(await listRolesOf(lead.id)).toHaveLength(1);
});

test('nobody hands over what is somebody else’s, or what cannot be handed over', async () => {
  const administrator = await makePerson({ administrator: true });
  const by = await app.signInAs(administrator);
  await handOver(by, await grantOf(holder), next).expect(404);
  await handOver(by, await grantOf(administrator), next).expect(404);
  const assessor = await makePerson({ assessor: true });
  await handOver(await app.signInAs(assessor), await grantOf(assessor), next).expect(404);
  expect(await listRolesOf(next.id)).toEqual([]);
});
