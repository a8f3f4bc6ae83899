import type { Kind, State } from '../../../server/features/topics/kinds.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { eventsOf } from '../../support/history.ts';
import { makePerson, makeReply, makeTopic, topicRow, workspaceOf } from '../../support/make.ts';

const app = useApp();
let author: Awaited<ReturnType<typeof makePerson>>;
let agent: Agent;

beforeAll(async () => {
  author = await makePerson();
  agent = await app.signInAs(author);
});

const change = (id: number, state: string, by = agent) => send(by, `/topics/${id}/state`, { state });

test.each<{ kind: Kind; begins: State; story: State[]; never: string[] }>([
  { kind: 'guidance', begins: 'draft', story: ['published', 'withdrawn', 'published'], never: ['draft'] },
  {
    kind: 'pattern',
    begins: 'proposed',
    story: ['in-use', 'retired', 'proposed', 'retired'],
    never: ['in-use'],
  },
  {
    kind: 'question',
    begins: 'open',
    story: [],
    never: ['answered', 'reopened', 'closed', '', 'constructor'],
  },
])(
  'the author of $kind can take it from $begins to $story, and never to $never',
  async ({ kind, begins, story, never }) => {
    const { id } = await makeTopic(author, { kind, state: begins });
    for (const state of story) {
      const sent = await change(id, state);
      expect([sent.status, sent.headers.location]).toEqual([303, `/topics/${id}#state`]);
      expect((await topicRow(id)).state).toBe(state);
      expect((await agent.get(`/topics/${id}`)).text).toContain(
        `state--${state === 'published' ? 'current' : state}`,
      );
    }
    for (const state of never) await change(id, state).expect(403);
    expect((await topicRow(id)).state).toBe(story.at(-1) ?? begins);
    expect((await eventsOf(id)).length).toBe(1 + story.length);
  },
);

test('an answered question can be reopened by its asker or a coordinator of its workspace', async () => {
  const coordinator = await makePerson({ coordinates: [(await workspaceOf(1)).id] });
  for (const who of [agent, await app.signInAs(coordinator)]) {
    const { id } = await makeTopic(author);
    const reply = await makeReply(author, id);
    await send(agent, `/replies/${reply.id}/acceptance`).expect(303);
    await change(id, 'reopened', who).expect(303);
    expect((await topicRow(id)).state).toBe('reopened');
  }
});

test('a double click changes it once', async () => {
  const { id } = await makeTopic(author, { kind: 'guidance' });
  await Promise.all([1, 2, 3].map(() => change(id, 'withdrawn').expect(303)));
  expect((await topicRow(id)).seq).toBe(2);
});

test('withdrawn guidance stays where links to it lead, and says so', async () => {
  const { id } = await makeTopic(author, { kind: 'guidance' });
  await change(id, 'withdrawn').expect(303);
  const { text } = await app.visitor().get(`/topics/${id}`).expect(200);
  expect(text).toContain('This guidance has been withdrawn');
});

test('others cannot: members, administrators, coordinators of another workspace, and visitors', async () => {
  const { id } = await makeTopic(author, { kind: 'guidance' });
  const others = [
    await makePerson(),
    await makePerson({ administrator: true }),
    await makePerson({ coordinates: [(await workspaceOf(2)).id] }),
  ];
  for (const person of others) {
    const other = await app.signInAs(person);
    await change(id, 'withdrawn', other).expect(403);
    expect((await other.get(`/topics/${id}`)).text).not.toContain(`/topics/${id}/state`);
  }
  await change(id, 'withdrawn', app.visitor()).expect(303);
  expect((await topicRow(id)).state).toBe('published');
});

test("a draft that is somebody else's cannot be published, nor found", async () => {
  const { id } = await makeTopic(author, { kind: 'guidance', state: 'draft' });
  await change(id, 'published', await app.signInAs(await makePerson({ coordinates: 'all' }))).expect(404);
  expect((await topicRow(id)).state).toBe('draft');
});

test('open pages are told', async () => {
  const { id } = await makeTopic(author, { kind: 'pattern' });
  const page = await app.connect();
  await page.watch(`topic:${id}`);
  await change(id, 'in-use').expect(303);
  const { patches } = await page.hear(2);
  expect(patches.find(({ part }) => part === 'topic')?.html).toContain('state--in-use');
});
