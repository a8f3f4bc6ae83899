import { eq } from 'drizzle-orm';
import { splitTopic } from '../../../../server/features/moderation/moving/split-topic.ts';
import { moderationLog } from '../../../../server/features/moderation/tables.ts';
import { undoAct } from '../../../../server/features/moderation/undo-act.ts';
import { replies } from '../../../../server/features/replies/tables.ts';
import { topics } from '../../../../server/features/topics/tables.ts';
import { db } from '../../../../server/platform/database.ts';
import type { Member } from '../../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../../support/app.ts';
import { makeDraft, makePerson, makeReply, makeTopic, topicRow, workspaceOf } from '../../../support/make.ts';
import { addReplies, rowsOfAll } from '../../../support/many-replies.ts';
import { listTold } from '../../../support/told.ts';

const app = useApp();
let author: Member;
let other: Member;
let coordinator: Member;
let asCoordinator: Agent;
let asMember: Agent;

beforeAll(async () => {
  author = await makePerson({ name: 'Ada Author' });
  other = await makePerson({ name: 'Otto Other', council: 'barnet' });
  const { id } = await workspaceOf(1);
  coordinator = await makePerson({ name: 'Cora', council: 'hackney', coordinates: [id] });
  asCoordinator = await app.signInAs(coordinator);
  asMember = await app.signInAs(await makePerson({ council: 'bexley' }));
});

const split = (agent: Agent, id: number, more: Record<string, string> = {}) =>
  send(agent, `/moderation/topics/${id}/split`, {
    title: 'What about vans?',
    reason: 'It is another question',
    note: '',
    latest: '0',
    numbers: '',
    ...more,
  });
const listReplies = (topicId: number) =>
  db.select().from(replies).where(eq(replies.topicId, topicId)).orderBy(replies.number);
const placesIn = async (topicId: number) =>
  (await listReplies(topicId)).map(({ number, depth, rootNumber, branchNumber, body }) =>
    [number, depth, rootNumber, branchNumber, body].join(' '),
  );
const leadOf = async (agent: Agent, path: string) => {
  const answer = await agent.get(path);
  return `${answer.status} ${answer.headers.location}`;
};
const newest = async () => Math.max(...(await db.select({ id: topics.id }).from(topics)).map(({ id }) => id));

/** A thread of which the second reply leads elsewhere, with answers below it. */
async function makeThread() {
  const { id } = await makeTopic(author);
  const one = await makeReply(other, id, { body: 'one' });
  const two = await makeReply(other, id, { body: 'two', parentId: one.id });
  const three = await makeReply(author, id, { body: 'three', parentId: two.id });
  await makeReply(author, id, { body: 'four', parentId: three.id });
  await makeReply(author, id, { body: 'five' });
  return { id, one, two, three };
}

test('replies that are chosen go to a new question with their answers, and undone they are where they were', async () => {
  const { id, two, three } = await makeThread();
  const before = await placesIn(id);
  const form = await asCoordinator.get(`/moderation/topics/${id}/split`).expect(200);
  expect(form.text).toContain('2, by Otto Other, in answer to 1: two');
  const done = await split(asCoordinator, id, { 'reply-2': 'yes' }).expect(303);
  const to = await newest();
  expect(await topicRow(to)).toMatchObject({
    title: 'What about vans?',
    authorId: other.id,
    replyCount: 3,
    lastNumber: 3,
    visibility: 'public',
  });
  expect(await placesIn(to)).toEqual(['1 1 1 0 two', '2 2 1 2 three', '3 3 1 2 four']);
  expect(await placesIn(id)).toEqual(['1 1 1 0 one', '5 1 5 0 five']);
  expect(await topicRow(id)).toMatchObject({ replyCount: 2, lastNumber: 5, movedAway: 3 });
  expect(await leadOf(asMember, `/topics/${id}/replies/3`)).toBe(`303 /topics/${to}#reply-2`);
  expect(await leadOf(asMember, `/topics/${id}/unread`)).toBe(`303 /topics/${id}/replies/1`);
  expect((await makeReply(author, id, { body: 'six' })).number).toBe(6);
  // An answer that was begun in the old thread is posted where what it answers is now.
  const answer = { body: 'late', parentId: String(three.id), formId: 'form-late-in-split' };
  const late = await send(asMember, `/topics/${id}/replies`, answer).expect(307);
  await send(asMember, String(late.headers.location), answer).expect(303);
  await makeReply(author, to, { body: 'on top' });
  const told = (await listTold()).filter(({ subject }) => /split|moved/.test(subject));
  expect(told.map(({ to, subject }) => [to, subject])).toEqual(
    expect.arrayContaining([
      [author.email, 'A coordinator split replies off your question in Understand user needs'],
      [author.email, 'A coordinator moved 2 replies of yours to another topic'],
      [other.email, 'A coordinator moved a reply of yours to another topic'],
    ]),
  );
  expect((await asMember.get('/workspaces/understand-user-needs/moderation-log')).text).toContain(
    'Split replies off</strong> a question',
  );
  const page = await asCoordinator.get(String(done.headers.location)).expect(200);
  const undo = /\/moderation\/acts\/\d+\/undo/.exec(page.text)?.[0] ?? '';
  await send(asCoordinator, undo).expect(303);
  expect(await placesIn(id)).toEqual([...before, '6 1 6 0 six', '7 4 1 2 late', '8 1 8 0 on top']);
  expect(await leadOf(asMember, `/topics/${to}`)).toBe(`303 /topics/${id}`);
  expect(await leadOf(asMember, `/topics/${to}/replies/1`)).toBe(`303 /topics/${id}#reply-2`);
  expect(two.number).toBe(2);
});

test('with 2,000 replies nothing is lost, and undone the thread is as it was to the byte', async () => {
  const { id } = await makeThread();
  await addReplies(id, author, 2000);
  await makeDraft(other, id);
  const before = await rowsOfAll();
  const values = { reason: 'Another question', note: '', latest: 0, title: 'What about vans?' };
  const numbers = Array.from({ length: 1500 }, (_, index) => index + 100);
  const began = performance.now();
  const done = await splitTopic(coordinator, id, { ...values, numbers });
  const held = performance.now() - began;
  const to = await newest();
  expect((await listReplies(id)).length + (await listReplies(to)).length).toBe(2005);
  expect(await leadOf(asMember, `/topics/${id}/replies/1000`)).toMatch(
    new RegExp(`^303 /topics/${to}\\?page=`),
  );
  await app.visitor().get(`/topics/${id}?page=25`).expect(200);
  await undoAct(coordinator, 'id' in done ? done.id : 0);
  // The new topic stays, for its address leads back.
  const isOfOld = (row: string) => !row.match(`"topic_id": ${to}[,}]`) && !row.includes('What about vans?');
  const after = await rowsOfAll();
  for (const table of Object.keys(before))
    expect({ [table]: after[table]?.filter(isOfOld) }).toEqual({ [table]: before[table]?.filter(isOfOld) });
  expect(held).toBeLessThan(6000);
}, 60_000);

test('only coordinators split, only what is there, and the second of two is told what the first did', async () => {
  const { id } = await makeThread();
  const elsewhere = await makePerson({ coordinates: [(await workspaceOf(2)).id] });
  for (const agent of [asMember, await app.signInAs(elsewhere)])
    await split(agent, id, { 'reply-2': 'yes' }).expect(404);
  for (const [fields, says] of [
    [{}, 'Choose at least one reply'],
    [{ numbers: '2, 9' }, 'There is no reply 9 in this topic'],
    [{ numbers: 'some' }, 'Enter numbers of replies'],
    [{ 'reply-2': 'yes', title: '' }, 'Enter what the new question is'],
  ] as const)
    expect((await split(asCoordinator, id, fields).expect(422)).text).toContain(says);
  expect((await split(asCoordinator, id, { 'reply-2': 'yes', title: '' })).text).toMatch(
    /name="reply-2"[^>]* checked/,
  );
  const asSecond = await app.signInAs(await makePerson({ name: 'Sam Second', coordinates: 'all' }));
  const sent = await Promise.all([
    split(asCoordinator, id, { numbers: '1 to 2' }),
    split(asSecond, id, { numbers: '5', reason: 'Mine' }),
  ]);
  expect(sent.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await db.$count(moderationLog, eq(moderationLog.topicId, id))).toBe(1);
});
