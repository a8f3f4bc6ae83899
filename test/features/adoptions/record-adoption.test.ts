import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson, makeService, makeTopic, topicRow } from '../../support/make.ts';

const app = useApp();
let author: Member;
let other: Member;
let asOther: Agent;

beforeAll(async () => {
  author = await makePerson({ name: 'Ada Author' });
  other = await makePerson({ name: 'Hana Helper', council: 'hackney' });
  asOther = await app.signInAs(other);
});

const make = () => makeTopic(author, { kind: 'pattern', visibility: 'public', title: 'One question a page' });
const record = (agent: Agent, id: number, fields: Record<string, string>) =>
  send(agent, `/topics/${id}/adoptions/new`, fields);
const text = async (agent: Agent, path: string) => (await agent.get(path).expect(200)).text;

test('a council says that it uses a pattern; everybody sees it, whom to ask only members', async () => {
  const { id } = await make();
  const fields = { stage: 'using', month: '3', year: '2026', worked: 'yes', outcome: 'Fewer calls' };
  await record(asOther, id, { ...fields, contactId: String(other.id) }).expect(303);
  await record(asOther, id, { ...fields, contactId: String(other.id) }).expect(303);
  const seen = await text(app.visitor(), `/topics/${id}`);
  expect(seen).toMatch(
    /Used by 1 council[\s\S]*Using<\/span>[\s\S]*Hackney[\s\S]*since March 2026 · It works/,
  );
  expect(seen).toContain('Fewer calls');
  expect(seen).not.toContain('Hana Helper');
  expect(await text(asOther, `/topics/${id}/adoptions`)).toMatch(/Ask <a[^>]*>Hana Helper/);
  await app.visitor().get(`/topics/${id}/adoptions`).expect(404);
  expect(await topicRow(id)).toMatchObject({ councilCount: 1, adoptionCount: 1 });
  expect(await text(app.visitor(), '/councils/hackney')).toMatch(/What they use[\s\S]*One question a page/);
  const list = await text(
    asOther,
    '/workspaces/understand-user-needs?kind=pattern&state=pattern-used&order=councils',
  );
  expect(list).toContain('Used by 1 council');
});

test('a council has one present record for a service, and what it said before is kept', async () => {
  const { id } = await make();
  const service = await makeService(other);
  await record(asOther, id, { stage: 'trying' }).expect(303);
  await record(asOther, id, { stage: 'considering', serviceId: String(service.id) }).expect(303);
  await record(asOther, id, { stage: 'stopped', outcome: 'Nobody could find the next page' }).expect(303);
  expect(await topicRow(id)).toMatchObject({ councilCount: 0, adoptionCount: 2 });
  const page = await text(asOther, `/topics/${id}/adoptions`);
  expect(page).toMatch(/Stopped because: Nobody could find[\s\S]*Before[\s\S]*Trying/);
  const shown = await text(asOther, `/topics/${id}`);
  expect(shown).toContain('Stopped because: Nobody could find the next page');
  const [, own] = /\/adoptions\/(\d+)\/removal/.exec(page) ?? [];
  await send(await app.signInAs(author), `/adoptions/${own}/removal`).expect(404);
  await send(asOther, `/adoptions/${own}/removal`).expect(303);
  expect((await topicRow(id)).adoptionCount).toBe(1);
});

test('what is missing or cannot be is said, and all that was typed is kept', async () => {
  const { id } = await make();
  const elsewhere = await makeService(author);
  const fields = {
    stage: 'stopped',
    month: '13',
    year: '2026',
    serviceId: String(elsewhere.id),
    contactId: String(author.id),
  };
  const sent = await record(asOther, id, fields).expect(422);
  for (const words of [
    'Say why your council stopped',
    'Enter a month',
    'Choose a service',
    'Choose somebody',
  ])
    expect(sent.text).toContain(words);
  expect(sent.text).toContain('value="13"');
  await record(asOther, id, { stage: '' }).expect(422);
  await record(asOther, id, { stage: 'using', month: '1', year: '2090' }).expect(422);
  await record(asOther, (await makeTopic(author)).id, { stage: 'using' }).expect(403);
});

test('when it did not work for two councils, it is due for review', async () => {
  const { id } = await make();
  const fields = { stage: 'stopped', worked: 'no', outcome: 'People gave up' };
  await record(asOther, id, fields).expect(303);
  expect((await topicRow(id)).health).toBe('current');
  const third = await makePerson({ council: 'barnet' });
  await record(await app.signInAs(third), id, fields).expect(303);
  expect((await topicRow(id)).health).toBe('review-due');
  expect(await text(asOther, `/topics/${id}`)).toContain('Two councils or more say that it did not work');

  await send(await app.signInAs(author), `/topics/${id}/review`, {}).expect(303);
  const fourth = await app.signInAs(await makePerson({ council: 'sutton' }));
  await record(fourth, id, { stage: 'using', worked: 'yes' }).expect(303);
  expect((await topicRow(id)).health).toBe('current');
  await record(fourth, id, fields).expect(303);
  expect((await topicRow(id)).health).toBe('review-due');
});

test('lists in the order of most councils go on behind their last', async () => {
  const workspace = '/workspaces/use-agile-methods';
  for (let at = 0; at < 27; at++) {
    const { id } = await makeTopic(author, { kind: 'pattern', requirement: 3 });
    if (at < 2) await record(asOther, id, { stage: 'using' }).expect(303);
  }
  const first = await text(asOther, `${workspace}?order=councils`);
  const next =
    /href="([^"]*after[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=') ?? '';
  const second = await text(asOther, next.replace(/#.*/, ''));
  const ids = (page: string) => [...page.matchAll(/data-part="topic-(\d+)"/g)].map(([, id]) => id);
  expect(ids(first)).toHaveLength(25);
  expect(new Set([...ids(first), ...ids(second)]).size).toBe(27);
});
