import { flushReadings } from '../../../server/features/topics/readings.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson, makeReply, makeTopic } from '../../support/make.ts';

const app = useApp();
let author: Awaited<ReturnType<typeof makePerson>>;
let reader: Agent;

beforeAll(async () => {
  author = await makePerson();
});

beforeEach(async () => {
  reader = await app.signInAs(await makePerson());
});

async function makeThread(count: number) {
  const topic = await makeTopic(author);
  for (let at = 0; at < count; at++) await makeReply(author, topic.id);
  return topic;
}

/** How many replies the list says are new in a topic. */
async function newIn(topicId: number, viewer = reader, path = '/workspaces/understand-user-needs') {
  const { text } = await viewer.get(path).expect(200);
  const [, row = ''] = text.split(`data-part="topic-${topicId}"`);
  const found = /class="fresh">([\d,]+) new/.exec(row.split('</li>')[0] ?? '');
  return found ? Number(found[1]) : 0;
}

test('lists say how many replies are new in a topic that one has read, to each reader their own', async () => {
  const topic = await makeThread(2);
  const other = await app.signInAs(await makePerson());
  expect(await newIn(topic.id)).toBe(0);
  await reader.get(`/topics/${topic.id}`).expect(200);
  for (let at = 0; at < 3; at++) await makeReply(author, topic.id);
  expect(await newIn(topic.id)).toBe(3);
  expect(await newIn(topic.id, reader, '/councils/camden')).toBe(3);
  expect(await newIn(topic.id, other)).toBe(0);
  expect(await newIn(topic.id, app.visitor())).toBe(0);

  await reader.get(`/topics/${topic.id}`).expect(200);
  expect(await newIn(topic.id)).toBe(0);
});

test('a page of a long topic is read as far as it goes, and an earlier page takes nothing back', async () => {
  const topic = await makeThread(45);
  await reader.get(`/topics/${topic.id}`).expect(200);
  expect(await newIn(topic.id)).toBe(25);
  await reader.get(`/topics/${topic.id}?page=2`).expect(200);
  expect(await newIn(topic.id)).toBe(5);
  await reader.get(`/topics/${topic.id}`).expect(200);
  expect(await newIn(topic.id)).toBe(5);
});

test('the page leads to the first reply that one has not read, and opens there on request', async () => {
  const topic = await makeThread(20);
  const unread = () => reader.get(`/topics/${topic.id}/unread`).expect(303);
  expect((await unread()).headers.location).toBe(`/topics/${topic.id}/replies/1`);
  await reader.get(`/topics/${topic.id}`).expect(200);
  for (let at = 0; at < 4; at++) await makeReply(author, topic.id);
  expect(await newIn(topic.id)).toBe(4);

  const page = await reader.get(`/topics/${topic.id}?page=2`);
  const [, way = ''] = /href="([^"]+)">Go to the first you have not read/.exec(page.text) ?? [];
  // Having read the page does not take the way away that it shows.
  await flushReadings();
  const { headers } = await reader.get(way.replace('&#x3D;', '=')).expect(303);
  expect(headers.location).toBe(`/topics/${topic.id}/replies/21`);
  const landed = await reader.get(headers.location ?? '').expect(303);
  expect(landed.headers.location).toBe(`/topics/${topic.id}?page=2#reply-21`);
});

test('in a topic without replies there is nothing unread: it opens at its beginning', async () => {
  const topic = await makeThread(0);
  const { headers } = await reader.get(`/topics/${topic.id}/unread`).expect(303);
  expect(headers.location).toBe(`/topics/${topic.id}`);
});

test('a page that stays open tells how far its reader has come', async () => {
  const topic = await makeThread(1);
  await reader.get(`/topics/${topic.id}`).expect(200);
  for (let at = 0; at < 3; at++) await makeReply(author, topic.id);
  const tell = (number: string) => send(reader, `/topics/${topic.id}/reading-place`, { number });
  await tell('3').expect(204);
  expect(await newIn(topic.id)).toBe(1);
  await tell('2').expect(204);
  expect(await newIn(topic.id)).toBe(1);
  await tell('1000').expect(204);
  await makeReply(author, topic.id);
  expect(await newIn(topic.id)).toBe(1);
  for (const nonsense of ['', '0', '-1', '1.5', 'many', '1e999']) await tell(nonsense).expect(422);
});

test("where one may not read there is no place to keep: another's draft", async () => {
  const draft = await makeTopic(author, { kind: 'guidance', state: 'draft' });
  await send(reader, `/topics/${draft.id}/reading-place`, { number: '1' }).expect(404);
  await reader.get(`/topics/${draft.id}/unread`).expect(404);
});
