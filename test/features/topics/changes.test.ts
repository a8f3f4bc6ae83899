import { sql } from 'drizzle-orm';
import { db } from '../../../server/platform/database.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { eventsOf } from '../../support/history.ts';
import { makePerson, makeReply, makeTopic, topicRow } from '../../support/make.ts';

const app = useApp();

test('changes that many make at once have numbers without a gap, in which order pages are told of them', async () => {
  const asker = await makePerson();
  const topic = await makeTopic(asker);
  const helper = await makePerson({ council: 'hackney' });
  const earlier: { id: number }[] = [];
  for (let at = 0; at < 12; at++) earlier.push(await makeReply(helper, topic.id));
  const [askerAgent, agent] = [await app.signInAs(asker), await app.signInAs(helper)];
  const page = await app.connect();
  await page.watch(`topic:${topic.id}`);

  const begun = (await topicRow(topic.id)).seq;
  const at = (index: number) => `/replies/${earlier[index]?.id}`;
  const changes = [
    ...Array.from({ length: 30 }, (_, index) => () => post(agent, topic.id, `Reply number ${index}`)),
    ...[0, 1, 2, 3, 4].map((index) => () => send(agent, `${at(index)}/edit`, { body: `Edited ${index}` })),
    ...[5, 6, 7].map((index) => () => send(agent, `${at(index)}/removal`)),
    ...[8, 9].map((index) => () => send(askerAgent, `${at(index)}/acceptance`)),
  ];
  const answers = await Promise.all(changes.map((change) => change()));
  expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 303));

  const last = begun + changes.length;
  expect(await topicRow(topic.id)).toMatchObject({
    seq: last,
    lastNumber: 42,
    replyCount: 39,
    acceptedCount: 2,
  });
  const recorded = await eventsOf(topic.id);
  expect(recorded.map(({ seq }) => seq)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
  await page.hear(last);
  expect(page.told.map(({ seq }) => seq)).toEqual(changes.map((_, index) => begun + index + 1));

  const { text } = await agent.get(`/topics/${topic.id}?page=3`);
  expect(text).toContain('id="reply-42"');
  const { body } = await agent.get(`/topics/${topic.id}/changes?after=${begun}`);
  expect(body.seq).toBe(last);
  expect(new Set(body.patches.map(({ part }: { part: string }) => part)).size).toBe(30 + 5 + 3 + 2 + 2);
});

const post = (agent: Agent, topicId: number, body: string) =>
  send(agent, `/topics/${topicId}/replies`, { body });

test('a page that is further behind than is worth patching is told to load its list again', async () => {
  const author = await makePerson();
  const topic = await makeTopic(author);
  const agent = await app.signInAs(author);
  for (const after of [-1, 0.5]) {
    const { body } = await agent.get(`/topics/${topic.id}/changes?after=${after}`).expect(200);
    expect(body).toEqual({ seq: 1, tooFar: true });
  }
  for (const after of ['1', '2', '99999999999', '1e400']) {
    const { body } = await agent.get(`/topics/${topic.id}/changes?after=${after}`).expect(200);
    expect(body).toEqual({ seq: 1, patches: [] });
  }
  await db.execute(sql`update topics set seq = seq + 300 where id = ${topic.id}`);
  const { body } = await agent.get(`/topics/${topic.id}/changes?after=1`).expect(200);
  expect(body).toEqual({ seq: 301, tooFar: true });
});

test('a change that does not succeed uses up no number and is told to nobody', async () => {
  const [asker, other] = [await makePerson(), await makePerson()];
  const topic = await makeTopic(asker);
  const reply = await makeReply(asker, topic.id);
  const page = await app.connect();
  await page.watch(`topic:${topic.id}`);
  const agent = await app.signInAs(other);
  await send(agent, `/replies/${reply.id}/edit`, { body: 'Not mine' }).expect(403);
  await send(agent, `/replies/${reply.id}/removal`).expect(403);
  await send(agent, `/replies/${reply.id}/acceptance`).expect(403);
  await send(agent, `/topics/${topic.id}/state`, { state: 'answered' }).expect(403);
  await post(agent, topic.id, 'Mine').expect(303);
  await page.hear(3);
  expect(page.told.map(({ seq }) => seq)).toEqual([3]);
});
