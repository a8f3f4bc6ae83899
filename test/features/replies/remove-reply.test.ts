import { send, useApp } from '../../support/app.ts';
import { makePerson, makeReply, makeTopic, topicRow } from '../../support/make.ts';

const app = useApp();

async function makeThread() {
  const author = await makePerson();
  const topic = await makeTopic(author);
  const reply = await makeReply(author, topic.id, { body: 'Regretted words' });
  return { author, agent: await app.signInAs(author), topic, reply, removal: `/replies/${reply.id}/removal` };
}

test('its author takes the text away; the number and the answers to it stay', async () => {
  const { author, agent, topic, reply, removal } = await makeThread();
  await makeReply(author, topic.id, { body: 'An answer to it', parentId: reply.id });
  await send(agent, removal).expect(303);
  const { text } = await app.visitor().get(`/topics/${topic.id}`);
  expect(text).not.toContain('Regretted words');
  expect(text).toContain('This reply was removed by its author.');
  expect(text).toContain('id="reply-1"');
  expect(text).toContain('An answer to it');
  expect(await topicRow(topic.id)).toMatchObject({ replyCount: 1, lastNumber: 2 });
});

test('its words are nowhere to be had any more: not on the page, in its history, missed changes or a preview', async () => {
  const { agent, topic, reply, removal } = await makeThread();
  await send(agent, `/replies/${reply.id}/edit`, { body: 'Regretted words, in other order' }).expect(303);
  await send(agent, removal).expect(303);
  const answering = { body: 'x', parentId: reply.id, act: 'preview' };
  const pages = await Promise.all([
    agent.get(`/topics/${topic.id}?answer=1`),
    agent.get(`/topics/${topic.id}/changes?after=0`),
    agent.get(`/replies/${reply.id}/history`),
    send(agent, `/topics/${topic.id}/replies`, answering),
    send(agent, `/topics/${topic.id}/replies`, { ...answering, body: '' }),
  ]);
  for (const { text } of pages) expect(text).not.toContain('Regretted words');
});

test('open pages are told that it is gone', async () => {
  const { agent, topic, reply, removal } = await makeThread();
  const page = await app.connect();
  await page.watch(`topic:${topic.id}`);
  await send(agent, removal).expect(303);
  const { patches } = await page.hear(3);
  expect(patches.find(({ part }) => part === 'summary')?.html).toContain('No replies yet');
  expect(patches.find(({ part }) => part === `reply-${reply.id}`)?.html).toContain(
    'was removed by its author',
  );
  expect(JSON.stringify(patches)).not.toContain('Regretted words');
});

test('twice is once, and it can be put back as it was, once', async () => {
  const { agent, topic, removal } = await makeThread();
  for (let click = 0; click < 2; click++) await send(agent, removal).expect(303);
  expect(await topicRow(topic.id)).toMatchObject({ replyCount: 0, seq: 3 });
  for (let click = 0; click < 2; click++) await send(agent, `${removal}/removal`).expect(303);
  expect(await topicRow(topic.id)).toMatchObject({ replyCount: 1, seq: 4 });
  expect((await app.visitor().get(`/topics/${topic.id}`)).text).toContain('Regretted words');
});

test('an accepted answer that is removed is no answer any more, and the question is open again', async () => {
  const { agent, topic, reply, removal } = await makeThread();
  await send(agent, `/replies/${reply.id}/acceptance`).expect(303);
  await send(agent, removal).expect(303);
  expect(await topicRow(topic.id)).toMatchObject({ acceptedCount: 0, state: 'reopened' });
  await send(agent, `/replies/${reply.id}/acceptance`).expect(403);
  await send(agent, `${removal}/removal`).expect(303);
  expect(await topicRow(topic.id)).toMatchObject({ acceptedCount: 0, state: 'reopened' });
});

test('nobody else can remove it or put it back', async () => {
  const { agent, topic, reply, removal } = await makeThread();
  const others = [await makePerson(), await makePerson({ coordinates: 'all' })];
  for (const other of await Promise.all(others.map((person) => app.signInAs(person)))) {
    await send(other, removal).expect(403);
    expect((await other.get(`/topics/${topic.id}`)).text).not.toContain(removal);
  }
  await send(app.visitor(), removal).expect(303);
  expect((await topicRow(topic.id)).replyCount).toBe(1);
  await send(agent, removal).expect(303);
  for (const person of others) {
    const sent = await send(await app.signInAs(person), `/replies/${reply.id}/removal/removal`);
    expect(sent.status).toBe(403);
  }
  expect((await topicRow(topic.id)).replyCount).toBe(0);
});
