import { db } from '../../../server/platform/database.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { asOwner } from '../../support/databases.ts';
import { makePerson, suspend } from '../../support/make.ts';

const app = useApp();
let agent: Agent;

beforeAll(async () => {
  agent = await app.signInAs(await makePerson({ name: 'Ada Administrator', administrator: true }));
  for (const [name, council, reason] of [
    ['Cam Camden', 'camden', 'Reason of Camden'],
    ['Hal Hackney', 'hackney', 'Reason of Hackney'],
  ]) {
    const person = await makePerson({ name, council });
    await give(person, { role: 'assessor', reason: `${reason}, a role` });
    await send(agent, `/administration/people/${person.id}/suspension`, {
      reason: `${reason}, a suspension`,
    }).expect(303);
  }
});

const give = ({ id }: { id: number }, fields: Record<string, string>) =>
  send(agent, `/administration/people/${id}/roles`, fields).expect(303);

const reasons = [
  'Reason of Camden, a role',
  'Reason of Camden, a suspension',
  'Reason of Hackney, a role',
  'Reason of Hackney, a suspension',
];

/** Who reads which lines: by hand. */
test.each([
  ['an administrator', { administrator: true }, reasons],
  ['a lead', { lead: true, council: 'hackney' }, reasons.slice(2)],
  ['a coordinator of all', { coordinates: 'all' as const }, [reasons[0], reasons[2]]],
  ['somebody who is both', { coordinates: 'all' as const, lead: true }, [reasons[0], reasons[1], reasons[2]]],
])('%s reads what is theirs to read', async (_, parts, expected) => {
  const theirs = await app.signInAs(await makePerson(parts));
  const { text } = await theirs.get('/administration/log').expect(200);
  expect(reasons.filter((reason) => text.includes(reason))).toEqual(expected);
  expect((await theirs.get('/account/roles')).text).toContain('href="/administration/log"');
});

test('nobody else has a log to read, and without a second step nobody has', async () => {
  for (const person of [await makePerson(), await makePerson({ assessor: true, coordinates: [1] })])
    await (await app.signInAs(person)).get('/administration/log').expect(404);
  const lead = await makePerson({ lead: true });
  const theirs = await app.signInAs(lead);
  await db.execute(`update sessions set second_step_at = null where person_id = ${lead.id}`);
  expect((await theirs.get('/administration/log').expect(403)).text).toContain('/sign-in/second-step');
});

test('it is newest first, by what was done, a page at a time, and has names as they are now', async () => {
  const person = await makePerson({ name: 'Old Name' });
  await give(person, { role: 'assessor', reason: 'The newest of all' });
  await db.execute(`update people set name = 'New Name' where id = ${person.id}`);
  const { text } = await agent.get('/administration/log');
  expect(text.indexOf('The newest of all')).toBeLessThan(text.indexOf('Reason of Hackney, a suspension'));
  expect(text).toContain('New Name');
  expect(text).not.toContain('Old Name');
  const suspensions = (await agent.get('/administration/log?act=suspended')).text;
  expect(reasons.filter((reason) => suspensions.includes(reason))).toEqual([reasons[1], reasons[3]]);
  await db.execute(`insert into access_log (at, act, reason)
    select now() - interval '1 day', 'left', 'Number ' || n from generate_series(1, 60) n`);
  const second = await agent.get('/administration/log?page=2').expect(200);
  expect(second.text).toContain('page 2');
  await agent.get('/administration/log?page=9').expect(404);
});

test.each(["update access_log set reason = ''", 'delete from access_log', 'truncate access_log'])(
  'the database itself refuses, also its owner: %s',
  async (statement) => {
    await expect(asOwner(statement)).rejects.toThrow('added, and never changed or taken away');
  },
);

test('an administrator is told where the role that the product runs as could change the log', async () => {
  const said = 'as a role that could change them';
  expect((await agent.get('/administration/log')).text).not.toContain(said);
  const { username } = new URL(process.env.DATABASE_URL as string);
  await asOwner(`grant delete on access_log to ${username}`);
  expect((await agent.get('/administration/log')).text).toContain(said);
  await asOwner(`revoke delete on access_log from ${username}`);
});

test('people are found by name, address and council, also those who are out', async () => {
  const person = await makePerson({ name: '100% Found_', council: 'merton' });
  await suspend(person);
  const find = async (q: string) =>
    (await agent.get(`/administration/people?${new URLSearchParams({ q })}`).expect(200)).text;
  for (const q of ['100% found_', person.email.slice(0, 12).toUpperCase(), 'Merton', ''])
    expect(await find(q)).toContain('100% Found_');
  expect(await find('%_%')).toContain('Nobody found');
  expect(await find('Merton')).toContain('Suspended until it is lifted');
  await agent.get('/administration/people?page=99').expect(404);
});
