import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, useApp } from '../../support/app.ts';
import { makeGuest, makePerson, makeTopic, suspend } from '../../support/make.ts';

const app = useApp();
let asMember: Agent;
let linh: Member;

beforeAll(async () => {
  linh = await makePerson({ name: 'Linh Tran', council: 'greenwich' });
  await makePerson({ name: 'Tom O’Brien-Linhart', council: 'hackney', lead: true });
  await suspend(await makePerson({ name: 'Linhda Suspended' }));
  asMember = await app.signInAs(await makePerson({ name: 'Mina Member' }));
});

const find = async (agent: Agent, sign: string, text: string) =>
  (await agent.get('/mentions').query({ sign, text }).expect(200)).body as Record<string, string>[];
const names = async (agent: Agent, sign: string, text: string) =>
  (await find(agent, sign, text)).map(({ text }) => text);

test('a member finds people by any of their names, those who take part alone', async () => {
  expect(await find(asMember, '@', 'linh')).toEqual([
    { text: 'Linh Tran', detail: 'Greenwich', insert: `[@Linh Tran](/people/${linh.id})` },
    { text: 'Tom O’Brien-Linhart', detail: 'Hackney', insert: expect.stringContaining('/people/') },
  ]);
  for (const text of ['LINH T', 'tran']) expect(await names(asMember, '@', text)).toEqual(['Linh Tran']);
  expect(await names(asMember, '@', "o'brien")).toEqual(['Tom O’Brien-Linhart']);
  for (const text of ['inh', '%', '\0', '\ud800', 'Linh  Tran said', '\\', 'zz'])
    expect(await names(asMember, '@', text)).toEqual([]);
});

test('councils say whom they tell, and the coordinators are found by their first letters', async () => {
  expect(await find(asMember, '@', 'hack')).toEqual([
    { text: 'Hackney', detail: 'Council, tells its lead', insert: '[@Hackney](/councils/hackney)' },
  ]);
  expect((await find(asMember, '@', 'green'))[0]).toMatchObject({ detail: 'Council, has no lead to tell' });
  expect((await find(asMember, '@', 'coord'))[0]).toMatchObject({ insert: '@coordinators' });
});

test('a guest finds no people, and members find guests', async () => {
  const guest = await makeGuest();
  const asGuest = await app.signInAs(guest);
  expect(await names(asGuest, '@', 'linh')).toEqual([]);
  expect(await names(asGuest, '@', 'hack')).toEqual(['Hackney']);
  expect((await find(asMember, '@', guest.name))[0]).toMatchObject({ detail: 'Guest, GLA' });
});

test('topics are found by part of their title, by those who may see them', async () => {
  const { id } = await makeTopic(linh, { title: 'Missed bins [draft] 100%', visibility: 'group' });
  await makeTopic(linh, { kind: 'guidance', state: 'draft', title: 'Bins, never published' });
  const insert = `[#Missed bins \\[draft\\] 100%](/topics/${id})`;
  const found = [{ text: 'Missed bins [draft] 100%', detail: 'Understand user needs', insert }];
  for (const text of ['bin', 'BI', '100%', 'missed bins'])
    expect([text, await find(asMember, '#', text)]).toEqual([text, found]);
  const outside = await app.signInAs(await makeGuest({ workspaces: [2] }));
  for (const text of ['bins', 'b']) expect(await find(outside, '#', text)).toEqual([]);
  expect(await names(await app.signInAs(linh), '#', 'bins')).toContain('Bins, never published');
  for (const [sign, text] of [
    ['#', '1_0'],
    ['#', ''],
    ['', 'bins'],
    ['toString', 'bins'],
  ] as const)
    expect(await find(asMember, sign, text)).toEqual([]);
});
