import { type Agent, send, useApp } from '../../support/app.ts';
import type { Page } from '../../support/live-page.ts';
import { makePerson, makeReply, makeTopic, workspaceOf } from '../../support/make.ts';

const app = useApp();
let author: Awaited<ReturnType<typeof makePerson>>;
let agent: Agent;
let workspace: Awaited<ReturnType<typeof workspaceOf>>;
let member: Page;
let visitor: Page;

beforeAll(async () => {
  author = await makePerson();
  agent = await app.signInAs(author);
  workspace = await workspaceOf(3);
});

beforeEach(async () => {
  await app.settle();
  visitor = await app.connect();
  member = await app.connect(await app.signInAs(await makePerson()));
  for (const page of [visitor, member]) {
    await page.watch(`workspace:${workspace.id}`);
    await page.watch(`standard:${workspace.standardId}`);
  }
});

const make = (parts = {}) => makeTopic(author, { requirement: 3, ...parts });

test('a public topic is told to everybody, as a row for the list and as counts that lead to what they count', async () => {
  const topic = await make();
  for (const [page, asker] of [
    [visitor, app.visitor()],
    [member, agent],
  ] as const) {
    const [row] = await page.hearPatches(`topic-${topic.id}`);
    expect(row?.html).toContain(topic.title);
    const list = await asker.get(`/workspaces/${workspace.slug}`);
    expect(list.text).toContain(`data-place="${row?.place}"`);
    const counts = await page.hearPatches(`counts-${workspace.id}`, 2);
    const standard = await asker.get('/standard');
    for (const { html } of counts) expect(standard.text).toContain(html);
  }
});

test('of a topic for the group, of its replies and of its edits visitors are told nothing at all', async () => {
  const topic = await make({ visibility: 'group', kind: 'guidance' });
  const reply = await makeReply(author, topic.id);
  await send(agent, `/replies/${reply.id}/edit`, { body: 'Otherwise' }).expect(303);
  await send(agent, `/replies/${reply.id}/removal`).expect(303);
  await send(agent, `/topics/${topic.id}/state`, { state: 'withdrawn' }).expect(303);
  await app.settle();
  expect(member.patchesOf(`topic-${topic.id}`)).toHaveLength(5);
  expect(visitor.told).toEqual([]);
});

test('of a draft nobody is told until it is published', async () => {
  const draft = await make({ kind: 'guidance', state: 'draft', visibility: 'public' });
  const fields = { title: 'A draft still', summary: 'S', body: 'B', audience: 'A', visibility: 'group' };
  await send(agent, `/topics/${draft.id}/edit`, fields).expect(303);
  await send(agent, `/topics/${draft.id}/edit`, { ...fields, visibility: 'public' }).expect(303);
  await app.settle();
  for (const page of [visitor, member]) expect(page.told).toEqual([]);
  await send(agent, `/topics/${draft.id}/state`, { state: 'published' }).expect(303);
  for (const page of [visitor, member]) {
    expect((await page.hearPatches(`topic-${draft.id}`))[0]?.html).toContain('A draft still');
  }
});

test('a topic that is kept for the group from now on goes from the lists and counts of visitors alone', async () => {
  const topic = await make({ kind: 'pattern' });
  await visitor.hearPatches(`topic-${topic.id}`);
  const fields = { title: topic.title, problem: 'P', solution: 'S', visibility: 'group' };
  await send(agent, `/topics/${topic.id}/edit`, fields).expect(303);
  await app.settle();
  expect(visitor.patchesOf(`topic-${topic.id}`).at(-1)).toEqual({ part: `topic-${topic.id}`, html: '' });
  expect(member.patchesOf(`topic-${topic.id}`).at(-1)?.html).toContain(topic.title);
});

test('a question whose only accepted answer is removed counts as open again on open pages of the Standard', async () => {
  const topic = await make();
  const reply = await makeReply(author, topic.id);
  await app.settle();
  for (const act of ['acceptance', 'removal']) {
    await send(agent, `/replies/${reply.id}/${act}`).expect(303);
    await app.settle();
  }
  const counts = visitor.told
    .filter(({ room }) => room.startsWith('standard:'))
    .map(({ patches }) => patches[0]);
  expect(counts).toHaveLength(3);
  expect(counts[1]).not.toEqual(counts[0]);
  expect(counts[2]).toEqual(counts[0]);
});
