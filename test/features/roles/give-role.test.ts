import { findMember } from '../../../server/features/accounts/viewers.ts';
import { findLeadsOf, listRolesOf } from '../../../server/features/roles/queries.ts';
import { db } from '../../../server/platform/database.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { linesAbout } from '../../support/history.ts';
import { makeGuest, makePerson, suspend, workspaceOf } from '../../support/make.ts';

const app = useApp();
let administrator: Awaited<ReturnType<typeof makePerson>>;
let agent: Agent;
let person: Awaited<ReturnType<typeof makePerson>>;

beforeAll(async () => {
  administrator = await makePerson({ name: 'Ada Administrator', administrator: true });
  agent = await app.signInAs(administrator);
});
beforeEach(async () => {
  person = await makePerson({ name: 'Reza Receiver', council: 'hackney' });
});

const give = (by: Agent, to: { id: number }, fields: Record<string, string>) =>
  send(by, `/administration/people/${to.id}/roles`, { reason: 'They do this already', ...fields });

const boxFor = async (number: number | null) => `in-${(await workspaceOf(number)).id}`;

test('an administrator makes somebody coordinator of two workspaces: they are told, it is logged, and holds at once', async () => {
  const page = await app.connect(await app.signInAs(person));
  const [one, two] = [await workspaceOf(1), await workspaceOf(2)];
  const fields = { role: 'coordinator', [await boxFor(1)]: 'yes', [await boxFor(2)]: 'yes' };
  const sent = await give(agent, person, fields);
  expect([sent.status, sent.headers.location]).toEqual([
    303,
    `/administration/people/${person.id}?done=given`,
  ]);
  await page.ended();
  expect((await findMember(person.id, { secondStep: true }))?.coordinates).toEqual([one.id, two.id]);
  expect((await findMember(person.id))?.coordinates).toEqual([]);

  await app.runJobs();

  const [mail] = mailbox;
  expect(mail).toMatchObject({
    to: person.email,
    subject: `You are now coordinator of ${one.name} and coordinator of ${two.name}`,
  });
  for (const words of ['Ada Administrator has made you', 'Reason: They do this already', '/account/roles'])
    expect(mail?.text).toContain(words);
  expect(await linesAbout(person)).toMatchObject([
    { act: 'role-given', actorId: administrator.id, about: `coordinator of ${one.name}` },
    { act: 'role-given', councilId: person.council.id, reason: 'They do this already' },
  ]);
  const { text } = await agent.get(`/administration/people/${person.id}`).expect(200);
  for (const words of [`Coordinator of ${one.name}`, 'given by Ada Administrator', 'They do this already'])
    expect(text).toContain(words);
});

test('what somebody holds already is not given again, and tells nobody', async () => {
  await give(agent, person, { role: 'assessor' }).expect(303);
  await app.runJobs();
  const before = mailbox.length;
  await give(agent, person, { role: 'assessor' }).expect(303);
  await app.runJobs();
  expect(mailbox.length).toBe(before);
  expect(await linesAbout(person)).toHaveLength(1);
  expect((await agent.get(`/administration/people/${person.id}`)).text).not.toContain('value="assessor"');
});

/** Who may give which role to a member of their own council and to one of another: by hand. */
test.each([
  ['administrator', 'coordinator', 303, 303],
  ['administrator', 'coordinator-of-all', 303, 303],
  ['administrator', 'lead', 303, 303],
  ['administrator', 'assessor', 303, 303],
  ['administrator', 'administrator', 303, 303],
  ['coordinator of all', 'coordinator', 303, 303],
  ['coordinator of all', 'coordinator-of-all', 403, 403],
  ['coordinator of all', 'lead', 403, 403],
  ['coordinator of all', 'assessor', 303, 303],
  ['coordinator of all', 'administrator', 403, 403],
  ['coordinator of one', 'coordinator', 404, 404],
  ['coordinator of one', 'assessor', 404, 404],
  ['lead', 'lead', 404, 404],
  ['lead', 'assessor', 404, 404],
  ['assessor', 'assessor', 404, 404],
  ['member', 'coordinator', 404, 404],
  ['member', 'administrator', 404, 404],
])('%s gives %s', async (giver, role, toColleague, toOther) => {
  const by = await app.signInAs(await makeGiver(giver));
  const box = await boxFor(1);
  for (const [council, status] of [
    ['camden', toColleague],
    ['barnet', toOther],
  ] as const) {
    const to = await makePerson({ council });
    const sent = await give(by, to, { role, [box]: 'yes' });
    expect([council, sent.status]).toEqual([council, status]);
    expect(await listRolesOf(to.id)).toHaveLength(status === 303 ? 1 : 0);
  }
});

async function makeGiver(giver: string) {
  const one = (await workspaceOf(1)).id;
  switch (giver) {
    case 'administrator':
      return administrator;
    case 'coordinator of all':
      return makePerson({ coordinates: 'all' });
    case 'coordinator of one':
      return makePerson({ coordinates: [one] });
    case 'lead':
      return makePerson({ lead: true });
    case 'assessor':
      return makePerson({ assessor: true });
    default:
      return makePerson();
  }
}

test('nobody can raise themselves, however high they are', async () => {
  const all = await makePerson({ coordinates: 'all' });
  for (const [by, self] of [
    [agent, administrator],
    [await app.signInAs(all), all],
  ] as const) {
    const sent = await give(by, self, { role: 'assessor' });
    expect(sent.status).toBe(403);
    expect(sent.text).toContain('cannot give a role to yourself');
    const page = (await by.get(`/administration/people/${self.id}`)).text;
    expect(page).toContain('cannot give a role to yourself');
    expect(page).not.toContain('name="role"');
  }
});

test('nobody is given a role who is suspended, dormant, gone or a guest', async () => {
  await suspend(person);
  const [dormant, gone] = [await makePerson(), await makePerson()];
  await db.execute(`update people set dormant_at = now() where id = ${dormant.id}`);
  await db.execute(`update people set left_at = now() where id = ${gone.id}`);
  for (const [to, words] of [
    [person, 'are suspended'],
    [dormant, 'have not proved their address'],
    [gone, 'have left the group'],
    [await makeGuest(), 'Guests cannot hold a role'],
  ] as const) {
    const sent = await give(agent, to, { role: 'assessor' });
    expect([words, sent.status]).toEqual([words, 403]);
    expect(sent.text).toContain(words);
    expect(sent.text).toContain('They do this already');
    expect(await listRolesOf(to.id)).toEqual([]);
  }
});

test('powers count only in a session with a second step', async () => {
  await db.execute(`update sessions set second_step_at = null where person_id = ${administrator.id}`);
  const sent = await give(agent, person, { role: 'assessor' });
  expect(sent.status).toBe(403);
  expect(sent.text).toContain('/sign-in/second-step');
  expect(await listRolesOf(person.id)).toEqual([]);
  agent = await app.signInAs(administrator);
  await give(agent, person, { role: 'assessor' }).expect(303);
});

test('a role, a workspace and a reason are needed, and what was typed is kept', async () => {
  const nothing = await give(agent, person, { reason: 'Kept words' });
  expect(nothing.status).toBe(422);
  expect(nothing.text).toContain('<a href="#role">Choose a role</a>');
  expect(nothing.text).toContain('Kept words');
  const nowhere = await give(agent, person, { role: 'coordinator' });
  expect(nowhere.status).toBe(422);
  expect(nowhere.text).toContain('Choose at least one workspace');
  const why = await give(agent, person, { role: 'assessor', reason: ' ' });
  expect(why.status).toBe(422);
  expect(why.text).toContain('<a href="#reason">Say why</a>');
  expect(why.text).toMatch(/value="assessor" checked/);
});

test('the lead of a council is of that council, and can be asked for by it', async () => {
  await give(agent, person, { role: 'lead' }).expect(303);
  expect(await findLeadsOf(person.council.id)).toEqual([
    { id: person.id, name: 'Reza Receiver', isDeputy: false },
  ]);
  await suspend(person);
  expect(await findLeadsOf(person.council.id)).toEqual([]);
});

test('whoever coordinates a workspace already is not said to have been told', async () => {
  const { id, slug } = await workspaceOf(4);
  const other = await makePerson({ coordinates: [id] });
  const fields = { email: other.email, reason: 'They do this already' };
  const { text } = await send(agent, `/workspaces/${slug}/coordinators`, fields).expect(422);
  expect(text).toContain('They hold this role already');
});

test('an administrator finds on the page of somebody what a council’s lead may do about them', async () => {
  const { text } = await agent.get(`/administration/people/${person.id}`).expect(200);
  for (const what of ['leaving', 'address'])
    expect(text).toContain(`/councils/hackney/people/${person.id}/${what}`);
});
