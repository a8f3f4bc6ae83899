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
  visitor = await app.connect();
  member = await app.connect(await app.signInAs(await makePerson()));
  for (const page of [visitor, member]) {
    await page.watch(`workspace:${workspace.id}`);
    await page.watch(`standard:${workspace.standardId}`);
  }
});

const make = (parts = {}) => makeTopic(author, { requirement: 3, ...parts });

/** Something that both are told of, after which both have been told of all that was before. */
async function catchUp(): Promise<void> {
  const { id } = await make({ title: 'The last of all' });
  for (const page of [visitor, member]) await page.hearPatches(`topic-${id}`);
}

/** Everything that a page was told, but for the topic that it was waited for with. */
const told = (page: Page) =>
  page.told.filter(({ patches }) => !JSON.stringify(patches).includes('The last of all'));

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
  await catchUp();
  expect(member.patchesOf(`topic-${topic.id}`)).toHaveLength(5);
  expect(visitor.told.flatMap(({ room }) => room)).toEqual([
    `workspace:${workspace.id}`,
    `standard:${workspace.standardId}`,
  ]);
});

test('of a draft nobody is told until it is published', async () => {
  const draft = await make({ kind: 'guidance', state: 'draft', visibility: 'public' });
  const fields = { title: 'A draft still', summary: 'S', body: 'B', audience: 'A', visibility: 'group' };
  await send(agent, `/topics/${draft.id}/edit`, fields).expect(303);
  await send(agent, `/topics/${draft.id}/edit`, { ...fields, visibility: 'public' }).expect(303);
  await catchUp();
  for (const page of [visitor, member]) expect(told(page)).toHaveLength(1);
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
  await catchUp();
  expect(visitor.patchesOf(`topic-${topic.id}`).at(-1)).toEqual({ part: `topic-${topic.id}`, html: '' });
  expect(member.patchesOf(`topic-${topic.id}`).at(-1)?.html).toContain(topic.title);
});

test('a question whose only accepted answer is removed counts as open again on open pages of the Standard', async () => {
  const topic = await make();
  const reply = await makeReply(author, topic.id);
  await send(agent, `/replies/${reply.id}/acceptance`).expect(303);
  await send(agent, `/replies/${reply.id}/removal`).expect(303);
  await catchUp();
  const counts = visitor.told.filter(({ room }) => room.startsWith('standard:'));
  expect(counts).toHaveLength(4);
  expect(counts.at(-1)?.patches[0]?.html).toBe(
    counts[0]?.patches[0]?.html.replace(
      /<strong>(\d+)<\/strong>/,
      (_, open) => `<strong>${Number(open) + 1}</strong>`,
    ),
  );
});
