import { type Agent, send, useApp } from '../../support/app.ts';
import { eventsOf } from '../../support/history.ts';
import { makePerson, makeReply, makeTopic, topicRow, workspaceOf } from '../../support/make.ts';

const app = useApp();
let asker: Awaited<ReturnType<typeof makePerson>>;
let helper: typeof asker;
let agent: Agent;

beforeAll(async () => {
  asker = await makePerson();
  helper = await makePerson({ council: 'hackney', name: 'Hana Helper' });
  agent = await app.signInAs(asker);
});

async function ask() {
  const topic = await makeTopic(asker);
  const reply = await makeReply(helper, topic.id, { body: 'Text them the day before' });
  return { topic, reply, acceptance: `/replies/${reply.id}/acceptance` };
}

test('the asker accepts an answer: the question is answered, and it stands under it with a link to its place', async () => {
  const { topic, acceptance } = await ask();
  await send(agent, acceptance).expect(303);
  expect(await topicRow(topic.id)).toMatchObject({ state: 'answered', acceptedCount: 1 });

  const { text } = await app.visitor().get(`/topics/${topic.id}`);
  const [above = '', thread = ''] = text.split('data-part="replies"');
  expect(above).toContain('1 accepted answer');
  expect(above).toContain('Text them the day before');
  expect(above).toContain(`href="/topics/${topic.id}/replies/1"`);
  expect(above).toContain('state--answered');
  expect(thread).toContain('reply--accepted');
});

test('more than one can be accepted; each can be undone, and without any the question is reopened', async () => {
  const { topic, reply, acceptance } = await ask();
  const other = await makeReply(helper, topic.id, { body: 'Or ring them' });
  await send(agent, acceptance).expect(303);
  await send(agent, `/replies/${other.id}/acceptance`).expect(303);
  expect((await agent.get(`/topics/${topic.id}`)).text).toContain('2 accepted answers');

  await send(agent, `${acceptance}/removal`).expect(303);
  expect(await topicRow(topic.id)).toMatchObject({ state: 'answered', acceptedCount: 1 });
  const [above = ''] = (await agent.get(`/topics/${topic.id}`)).text.split('data-part="replies"');
  expect(above).toContain('Or ring them');
  expect(above).not.toContain('Text them the day before');

  await send(agent, `/replies/${other.id}/acceptance/removal`).expect(303);
  expect(await topicRow(topic.id)).toMatchObject({ state: 'reopened', acceptedCount: 0 });
  await send(agent, `/replies/${reply.id}/acceptance`).expect(303);
  expect(await topicRow(topic.id)).toMatchObject({ state: 'answered', acceptedCount: 1 });
});

test('a coordinator of this workspace, or of all, can do the same; of another workspace cannot', async () => {
  const here = (await workspaceOf(1)).id;
  const elsewhere = (await workspaceOf(2)).id;
  for (const coordinates of [[here], 'all' as const]) {
    const { topic, acceptance } = await ask();
    const coordinator = await app.signInAs(await makePerson({ coordinates }));
    expect((await coordinator.get(`/topics/${topic.id}`)).text).toContain(`action="${acceptance}"`);
    await send(coordinator, acceptance).expect(303);
    expect((await topicRow(topic.id)).state).toBe('answered');
    await send(coordinator, `${acceptance}/removal`).expect(303);
    expect((await topicRow(topic.id)).state).toBe('reopened');
  }
  const { topic, acceptance } = await ask();
  const others = [
    await makePerson({ coordinates: [elsewhere] }),
    await makePerson({ administrator: true }),
    helper,
  ];
  for (const person of others) {
    const other = await app.signInAs(person);
    expect((await other.get(`/topics/${topic.id}`)).text).not.toContain(`action="${acceptance}"`);
    expect((await send(other, acceptance).expect(403)).text).toContain('Only the person who asked');
  }
  expect((await topicRow(topic.id)).state).toBe('open');
  await send(agent, acceptance).expect(303);
  for (const person of others) {
    await send(await app.signInAs(person), `${acceptance}/removal`).expect(403);
  }
  expect((await topicRow(topic.id)).acceptedCount).toBe(1);
});

test('a double click accepts once, and undoes once', async () => {
  const { topic, acceptance } = await ask();
  await Promise.all([1, 2, 3].map(() => send(agent, acceptance).expect(303)));
  expect((await topicRow(topic.id)).acceptedCount).toBe(1);
  await Promise.all([1, 2, 3].map(() => send(agent, `${acceptance}/removal`).expect(303)));
  expect((await topicRow(topic.id)).acceptedCount).toBe(0);
  expect((await eventsOf(topic.id)).map(({ name }) => name)).toEqual([
    'topic-posted',
    'reply-posted',
    'answer-accepted',
    'acceptance-undone',
  ]);
});

test('only a question has accepted answers', async () => {
  const topic = await makeTopic(asker, { kind: 'guidance' });
  const reply = await makeReply(helper, topic.id);
  await send(agent, `/replies/${reply.id}/acceptance`).expect(403);
});

test('visitors cannot, and where they cannot see the question they learn nothing', async () => {
  const { acceptance } = await ask();
  const hidden = await makeTopic(asker, { visibility: 'group' });
  const inside = await makeReply(helper, hidden.id);
  for (const path of [acceptance, `/replies/${inside.id}/acceptance`, '/replies/999999/acceptance']) {
    const sent = await send(app.visitor(), path);
    expect([sent.status, sent.headers.location]).toEqual([303, '/sign-in?back=%2F&signedOut=yes']);
  }
  expect((await topicRow(hidden.id)).acceptedCount).toBe(0);
});

test('open pages are told the answer in both its places, and the counts change in the list and in the Standard', async () => {
  const { topic, reply, acceptance } = await ask();
  const workspace = await workspaceOf(1);
  await app.settle();
  const page = await app.connect();
  for (const room of [`topic:${topic.id}`, `workspace:${workspace.id}`, `standard:${workspace.standardId}`]) {
    expect(await page.watch(room)).toMatchObject({ ok: true });
  }
  await send(agent, acceptance).expect(303);

  const { patches } = await page.hear(3, `topic:${topic.id}`);
  const parts = Object.fromEntries(patches.map(({ part, html }) => [part, html]));
  expect(parts.topic).toContain('1 accepted answer');
  expect(parts.topic).toContain('Text them the day before');
  expect(parts[`reply-${reply.id}`]).toContain('reply--accepted');

  const counts = await page.hearPatches(`counts-${workspace.id}`, 2);
  expect(page.patchesOf(`topic-${topic.id}`)[0]?.html).toContain('1 answer');
  const rooms = page.told.filter(({ patches }) => patches.some((patch) => counts.includes(patch)));
  expect(rooms.map(({ room }) => room)).toEqual([
    `workspace:${workspace.id}`,
    `standard:${workspace.standardId}`,
  ]);
  const { text } = await app.visitor().get('/standard');
  for (const { html } of counts) expect(text).toContain(html);
});
