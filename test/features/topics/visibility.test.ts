import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson, makeReply, makeTopic, topicFields, workspaceOf } from '../../support/make.ts';

const app = useApp();
let author: Awaited<ReturnType<typeof makePerson>>;
let agent: Agent;
let other: Agent;
let coordinator: Agent;

beforeAll(async () => {
  author = await makePerson({ council: 'southwark' });
  agent = await app.signInAs(author);
  other = await app.signInAs(await makePerson());
  coordinator = await app.signInAs(await makePerson({ coordinates: 'all', administrator: true }));
});

/** Every page that lists topics or counts them, and those of this topic. */
const pagesAbout = (id: number) => [
  '/',
  '/standard',
  '/workspaces/understand-user-needs',
  '/workspaces/understand-user-needs?kind=guidance',
  '/workspaces/understand-user-needs?tag=secretive',
  '/workspaces/understand-user-needs?council=southwark',
  '/workspaces/understand-user-needs?state=draft',
  '/councils',
  '/councils/southwark',
  `/people/${author.id}`,
  `/topics/${id}`,
  `/topics/${id}?page=1&order=newest`,
  `/topics/${id}/changes?after=0`,
  `/topics/${id}/history`,
  `/topics/${id}/replies/1`,
  `/topics/${id}/unread`,
  `/topics/${id}/edit`,
];

/** Every page as this viewer gets it, without the topic's id and what differs at each request. */
async function read(viewer: Agent, id: number): Promise<Record<string, string>> {
  const pages: Record<string, string> = {};
  for (const path of pagesAbout(id)) {
    const { status, text, headers } = await viewer.get(path);
    const page = [status, headers.location, text]
      .join(' ')
      .replace(/data-seq="\d+"|value="[\da-f-]{36}"/g, '');
    pages[withoutId(path, id)] = withoutId(page, id);
  }
  return pages;
}

const nobodys = 999_999;
const withoutId = (text: string, id: number) =>
  text.replace(new RegExp(`topics(/|%2F)${id}\\b`, 'g'), 'topics/N');
const differing = (before: Record<string, string>, after: Record<string, string>) =>
  Object.keys(after).filter((path) => before[path] !== after[path]);

test('a draft is nowhere for anybody but its author: no page differs from before it was written', async () => {
  const viewers = [other, coordinator, app.visitor()];
  const before = await Promise.all(viewers.map((viewer) => read(viewer, nobodys)));
  const { id } = await makeTopic(author, { kind: 'guidance', state: 'draft', tags: 'secretive' });
  const after = await Promise.all(viewers.map((viewer) => read(viewer, id)));
  expect(after.map((pages, at) => differing(before[at] ?? {}, pages))).toEqual([[], [], []]);

  const own = await read(agent, id);
  for (const path of ['/', '/workspaces/understand-user-needs?tag=secretive', '/topics/N']) {
    expect(own[path]).toMatch(/Draft/);
  }
});

test('of a topic for the group no page that visitors get differs from before it was written', async () => {
  const before = await read(app.visitor(), nobodys);
  const topic = await makeTopic(author, {
    visibility: 'group',
    title: 'Between ourselves',
    tags: 'secretive',
  });
  const reply = await makeReply(author, topic.id, { body: 'Not for the public' });
  await send(agent, `/replies/${reply.id}/acceptance`).expect(303);
  expect(differing(before, await read(app.visitor(), topic.id))).toEqual([]);
  await app.visitor().get(`/replies/${reply.id}/history`).expect(404);

  const seen = Object.values(await read(other, topic.id)).filter((page) =>
    page.includes('Between ourselves'),
  );
  expect(seen.length).toBeGreaterThan(8);
});

test('a page of a topic that visitors had is gone as soon as the topic is for the group', async () => {
  const topic = await makeTopic(author, { title: 'Public until now' });
  await app.visitor().get(`/topics/${topic.id}`).expect(200);
  await app.visitor().get(`/topics/${topic.id}`).expect(200);
  const fields = topicFields('question', { title: topic.title, visibility: 'group' });
  await send(agent, `/topics/${topic.id}/edit`, fields).expect(303);
  const page = await app.connect(agent);
  await page.watch(`topic:${topic.id}`);
  await send(agent, `/topics/${topic.id}/replies`, { body: 'Heard' }).expect(303);
  await page.hearText('Heard');
  await app.visitor().get(`/topics/${topic.id}`).expect(404);
});

describe('the live channel', () => {
  test('a draft opens to nobody but its author, a topic for the group to no visitor', async () => {
    const draft = await makeTopic(author, { kind: 'guidance', state: 'draft' });
    const group = await makeTopic(author, { visibility: 'group' });
    const asked = async (viewer?: Agent) => {
      const page = await app.connect(viewer);
      return [await page.watch(`topic:${draft.id}`), await page.watch(`topic:${group.id}`)].map(
        ({ ok }) => ok,
      );
    };
    expect(await asked()).toEqual([false, false]);
    expect(await asked(other)).toEqual([false, true]);
    expect(await asked(coordinator)).toEqual([false, true]);
    expect(await asked(agent)).toEqual([true, true]);
    const page = await app.connect();
    expect(await page.watch(`topic:${group.id}`)).toEqual(await page.watch('topic:999999'));
  });

  test('when a topic is kept for the group, visitors who watch it hear no more, members go on', async () => {
    const topic = await makeTopic(author);
    const [visitor, member] = [await app.connect(), await app.connect(other)];
    const room = `topic:${topic.id}`;
    for (const page of [visitor, member]) expect(await page.watch(room)).toMatchObject({ ok: true });

    const fields = topicFields('question', { title: 'Now between ourselves', visibility: 'group' });
    await send(agent, `/topics/${topic.id}/edit`, fields).expect(303);
    await send(agent, `/topics/${topic.id}/replies`, { body: 'A secret' }).expect(303);
    await member.hearText('A secret');
    await makeTopic(author);
    await visitor.watch(`workspace:${(await workspaceOf(1)).id}`);
    expect(visitor.gone).toEqual([room]);
    expect(JSON.stringify(visitor.told)).not.toMatch(/Now between ourselves|A secret/);
    expect(await visitor.watch(room)).toEqual({ ok: false, reason: 'not found' });
    expect(member.gone).toEqual([]);
  });

  test('a page that stopped watching hears nothing, whenever it stopped', async () => {
    const topic = await makeTopic(author);
    const room = `topic:${topic.id}`;
    const page = await app.connect();
    page.socket.emit('watch', room);
    page.socket.emit('unwatch', room);
    const witness = await app.connect();
    await witness.watch(room);
    await page.watch(`topic:${(await makeTopic(author)).id}`);
    await send(agent, `/topics/${topic.id}/replies`, { body: 'Unheard' }).expect(303);
    await witness.hearText('Unheard');
    await page.watch('topic:1');
    expect(page.told).toEqual([]);
  });
});
