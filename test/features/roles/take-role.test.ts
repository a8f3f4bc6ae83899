import { findMember } from '../../../server/features/accounts/viewers.ts';
import { listRolesOf } from '../../../server/features/roles/queries.ts';
import { takeRole } from '../../../server/features/roles/take-role.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { linesAbout } from '../../support/history.ts';
import { makePerson, workspaceOf } from '../../support/make.ts';

const app = useApp();
let administrator: Member;

beforeEach(async () => {
  await db.execute(
    `update role_grants set ended_at = now() where role = 'administrator' and ended_at is null`,
  );
  administrator = await makePerson({ name: 'Ada Administrator', administrator: true });
});

const grantsOf = async ({ id }: { id: number }) => (await listRolesOf(id)).map((grant) => grant.id);

const grantOf = async (person: { id: number }) => (await grantsOf(person))[0] ?? 0;

const take = (by: Agent, grantId: number, reason = 'They have another job now') =>
  send(by, `/roles/${grantId}/removal`, { reason });

test('a role is taken with a reason: they are told, it is logged, and they lose it at once', async () => {
  const person = await makePerson({ coordinates: [(await workspaceOf(1)).id], assessor: true });
  const page = await app.connect(await app.signInAs(person));
  const agent = await app.signInAs(administrator);
  const [, coordinator = 0] = await grantsOf(person);
  expect((await agent.get(`/roles/${coordinator}/removal`).expect(200)).text).toContain(
    'Take this role away',
  );
  const sent = await take(agent, coordinator);
  expect([sent.status, sent.headers.location]).toEqual([
    303,
    `/administration/people/${person.id}?done=taken`,
  ]);
  await page.ended();
  expect(await findMember(person.id, { secondStep: true })).toMatchObject({
    coordinates: [],
    isAssessor: true,
  });
  await app.runJobs();
  expect(mailbox[0]).toMatchObject({
    to: person.email,
    subject: `You are no longer coordinator of ${(await workspaceOf(1)).name}`,
  });
  await app.runJobs();
  expect(mailbox[0]?.text).toContain('Reason: They have another job now');
  expect(await linesAbout(person)).toMatchObject([
    { act: 'role-taken', actorId: administrator.id, councilId: person.council.id },
  ]);
  await take(agent, coordinator).expect(404);
});

/** Who may end which role of somebody else’s: by hand. */
test.each([
  ['administrator', 'coordinator', 303],
  ['administrator', 'coordinator of all', 303],
  ['administrator', 'lead', 303],
  ['administrator', 'assessor', 303],
  ['administrator', 'administrator', 303],
  ['coordinator of all', 'coordinator', 303],
  ['coordinator of all', 'coordinator of all', 404],
  ['coordinator of all', 'lead', 404],
  ['coordinator of all', 'assessor', 303],
  ['coordinator of all', 'administrator', 404],
  ['coordinator', 'coordinator', 404],
  ['coordinator', 'coordinator of all', 404],
  ['lead', 'lead', 404],
  ['assessor', 'assessor', 404],
  ['member', 'assessor', 404],
])('%s takes %s from somebody: %d', async (taker, role, status) => {
  const [by, holder] = [await holderOf(taker), await holderOf(role)];
  const agent = await app.signInAs(by);
  const id = await grantOf(holder);
  await agent.get(`/roles/${id}/removal`).expect(status === 303 ? 200 : 404);
  await take(agent, id).expect(status);
  expect(await grantsOf(holder)).toHaveLength(status === 303 ? 0 : 1);
});

async function holderOf(role: string): Promise<Member> {
  switch (role) {
    case 'administrator':
      return makePerson({ administrator: true });
    case 'coordinator of all':
      return makePerson({ coordinates: 'all' });
    case 'coordinator':
      return makePerson({ coordinates: [(await workspaceOf(1)).id] });
    case 'lead':
      return makePerson({ lead: true });
    case 'assessor':
      return makePerson({ assessor: true });
    default:
      return makePerson();
  }
}

test.each(['coordinator', 'coordinator of all', 'lead', 'assessor', 'administrator'])(
  'whoever is %s may give it up, and without a second step',
  async (role) => {
    const person = await holderOf(role);
    const agent = await app.signInAs(person);
    await db.execute(`update sessions set second_step_at = null where person_id = ${person.id}`);
    const sent = await take(agent, await grantOf(person), 'I have no time for it');
    expect([sent.status, sent.headers.location]).toEqual([303, '/account/roles?done=given-up']);
    expect(await grantsOf(person)).toEqual([]);
    expect((await agent.get('/account/roles').expect(200)).text).toContain('You hold no role');
  },
);

test('whoever gave a role is told when it is given up', async () => {
  const person = await makePerson({ name: 'Reza Receiver' });
  const agent = await app.signInAs(administrator);
  const fields = { role: 'assessor', reason: 'Knows forms' };
  await send(agent, `/administration/people/${person.id}/roles`, fields).expect(303);
  await take(await app.signInAs(person), await grantOf(person), 'No time').expect(303);
  await app.runJobs();
  expect(mailbox[0]).toMatchObject({
    to: administrator.email,
    subject: 'Reza Receiver is no longer an assessor',
  });
});

test('without a second step nobody takes a role from somebody else', async () => {
  const person = await makePerson({ assessor: true });
  const agent = await app.signInAs(administrator);
  await db.execute(`update sessions set second_step_at = null where person_id = ${administrator.id}`);
  const sent = await take(agent, await grantOf(person));
  expect([sent.status, await grantsOf(person)]).toEqual([403, [expect.any(Number)]]);
  expect(sent.text).toContain('/sign-in/second-step');
});

test('a reason is needed', async () => {
  const person = await makePerson({ assessor: true });
  const sent = await take(await app.signInAs(administrator), await grantOf(person), '');
  expect(sent.status).toBe(422);
  expect(sent.text).toContain('<a href="#reason">Say why</a>');
});

describe('the last administrator', () => {
  test('cannot step down, until there is another', async () => {
    const agent = await app.signInAs(administrator);
    const sent = await take(agent, await grantOf(administrator));
    expect(sent.status).toBe(403);
    expect(sent.text).toContain('The group needs an administrator');
    await makePerson({ administrator: true });
    await take(agent, await grantOf(administrator)).expect(303);
  });

  test('cannot go where the others could not sign in', async () => {
    const dormant = await makePerson({ administrator: true });
    await db.execute(`update people set dormant_at = now() where id = ${dormant.id}`);
    await take(await app.signInAs(administrator), await grantOf(administrator)).expect(403);
  });

  test('remains when two take each other’s role at the same moment', async () => {
    for (let time = 0; time < 5; time++) {
      const other = await makePerson({ administrator: true });
      const both = [administrator, other];
      const taken = await Promise.allSettled([
        takeRole(administrator, await grantOf(other), 'At once'),
        takeRole(other, await grantOf(administrator), 'At once'),
      ]);
      expect(taken.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const left = await Promise.all(both.map(grantsOf));
      expect(left.flat()).toHaveLength(1);
      administrator = both[left.findIndex((grants) => grants.length > 0)] as Member;
    }
  });

  test('remains when all step down at the same moment', async () => {
    const all = [administrator, ...(await Promise.all([1, 2, 3].map(() => holderOf('administrator'))))];
    const grants = await Promise.all(all.map(grantOf));
    const gone = await Promise.allSettled(all.map((one, at) => takeRole(one, grants[at] ?? 0, 'At once')));
    expect(gone.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect((await Promise.all(all.map(grantsOf))).flat()).toHaveLength(1);
  });
});

test('who gave a role is told that it was given up, but not while they are suspended or dormant', async () => {
  const workspace = await workspaceOf(2);
  const told: Record<string, string[]> = {};
  for (const state of ['here', 'suspended_at', 'dormant_at']) {
    const giver = await makePerson({ coordinates: 'all' });
    const person = await makePerson();
    await send(await app.signInAs(giver), `/workspaces/${workspace.slug}/coordinators`, {
      email: person.email,
      reason: 'They know',
    }).expect(303);
    if (state !== 'here') await db.execute(`update people set ${state} = now() where id = ${giver.id}`);
    await take(await app.signInAs(administrator), await grantOf(person)).expect(303);
    await app.runJobs();
    const mails = mailbox.filter(({ to }) => to === giver.email).map(({ subject }) => subject);
    told[state] = mails.filter((subject) => subject.includes(person.name));
  }
  expect(told).toEqual({ here: [expect.stringContaining('is no longer')], suspended_at: [], dormant_at: [] });
});
