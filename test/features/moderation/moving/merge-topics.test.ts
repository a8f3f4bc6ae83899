import { eq } from 'drizzle-orm';
import { mergeTopics } from '../../../../server/features/moderation/moving/merge-topics.ts';
import { moderationLog } from '../../../../server/features/moderation/tables.ts';
import { undoAct } from '../../../../server/features/moderation/undo-act.ts';
import { replies } from '../../../../server/features/replies/tables.ts';
import { topics } from '../../../../server/features/topics/tables.ts';
import { db } from '../../../../server/platform/database.ts';
import type { Member } from '../../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../../support/app.ts';
import {
  makeDraft,
  makeGuest,
  makePerson,
  makeReply,
  makeReport,
  makeTopic,
  topicRow,
  workspaceOf,
} from '../../../support/make.ts';
import { addReplies, rowsOfAll } from '../../../support/many-replies.ts';
import { listTold } from '../../../support/told.ts';

const app = useApp();
let author: Member;
let other: Member;
let coordinator: Member;
let asCoordinator: Agent;
let asMember: Agent;
let asAuthor: Agent;

beforeAll(async () => {
  author = await makePerson({ name: 'Ada Author' });
  other = await makePerson({ name: 'Otto Other', council: 'barnet' });
  coordinator = await makePerson({ name: 'Cora', council: 'hackney', coordinates: 'all' });
  asCoordinator = await app.signInAs(coordinator);
  asAuthor = await app.signInAs(author);
  asMember = await app.signInAs(await makePerson({ council: 'bexley' }));
});

const merge = (agent: Agent, from: number, to: number, more: Record<string, string> = {}) =>
  send(agent, `/moderation/topics/${from}/merge`, {
    reason: 'They ask the same',
    note: '',
    latest: '0',
    other: `/topics/${to}`,
    ...more,
  });
const listReplies = (topicId: number) =>
  db.select().from(replies).where(eq(replies.topicId, topicId)).orderBy(replies.number);
const undoIn = (text: string) => /\/moderation\/acts\/\d+\/undo/.exec(text)?.[0] ?? '';
const leadOf = async (agent: Agent, path: string) => {
  const answer = await agent.get(path);
  return `${answer.status} ${answer.headers.location}`;
};

/** Two questions, each with replies, one of them an answer that was accepted. */
async function makeTwo() {
  const { id: from } = await makeTopic(author, { title: `Zyxwort *${Math.random()}*` });
  const { id: to } = await makeTopic(other);
  const one = await makeReply(other, from, { body: `Quokkaberry ${from}` });
  await makeReply(author, from, { body: 'An answer to it', parentId: one.id });
  await makeReply(author, to, { body: 'One of its own' });
  await send(asAuthor, `/replies/${one.id}/acceptance`).expect(303);
  return { from, to, one };
}

test('a topic goes on in another, its text first, in the old order and with every address leading there', async () => {
  const { from, to, one } = await makeTwo();
  const done = await merge(asCoordinator, from, to).expect(303);
  const all = await listReplies(to);
  expect(
    all.map(({ number, depth, rootNumber, branchNumber }) => [number, depth, rootNumber, branchNumber]),
  ).toEqual([
    [1, 1, 1, 0],
    [2, 1, 2, 0],
    [3, 1, 3, 0],
    [4, 2, 3, 4],
  ]);
  expect(all[1]).toMatchObject({ authorId: author.id, author: { name: 'Ada Author' } });
  expect(all[1]?.body).toMatch(/\\\*\*\*[\s\S]*We want fewer missed bins/);
  expect(await topicRow(to)).toMatchObject({
    state: 'answered',
    acceptedCount: 1,
    replyCount: 4,
    lastNumber: 4,
  });
  expect(await leadOf(asMember, `/topics/${from}`)).toBe(`303 /topics/${to}`);
  expect(await leadOf(asMember, `/topics/${from}/feed.atom`)).toBe(`303 /topics/${to}/feed.atom`);
  expect(await leadOf(asMember, `/topics/${from}/replies/1`)).toBe(`303 /topics/${to}#reply-3`);
  expect(await leadOf(app.visitor(), `/topics/${from}/replies/2`)).toBe(`303 /topics/${to}#reply-4`);
  // What somebody was writing is posted there, below the reply that it answers.
  const answer = { body: 'Sent late', parentId: String(one.id), formId: 'form-sent-late' };
  const late = await send(asMember, `/topics/${from}/replies`, answer).expect(307);
  expect(late.headers.location).toBe(`/topics/${to}/replies`);
  await send(asMember, `/topics/${to}/replies`, answer).expect(303);
  expect((await listReplies(to)).at(-1)).toMatchObject({ number: 5, rootNumber: 3, depth: 2 });

  const list = (await asMember.get('/workspaces/understand-user-needs').expect(200)).text;
  expect(list).not.toContain(`/topics/${from}"`);
  expect((await asMember.get(`/search?q=Quokkaberry+${from}`)).text).toContain(`/topics/${to}/replies/3`);
  expect((await asMember.get('/search?q=Zyxwort')).text).toContain(`/topics/${to}"`);
  const subjects = (await listTold()).filter(({ subject }) => /merged|moved/.test(subject));
  expect(subjects.map(({ to, subject }) => [to, subject])).toEqual(
    expect.arrayContaining([
      [author.email, expect.stringContaining('A coordinator merged your question')],
      [other.email, 'A coordinator merged another topic into your question'],
      [other.email, 'A coordinator moved a reply of yours to another topic'],
    ]),
  );
  const log = (await asMember.get('/workspaces/understand-user-needs/moderation-log').expect(200)).text;
  expect(log).toMatch(/Merged<\/strong> a question[\s\S]*Merged another topic into<\/strong> a question/);
  const page = await asCoordinator.get(String(done.headers.location)).expect(200);
  expect(page.text).toMatch(/It is merged into the other topic[\s\S]*Undo it/);
  await send(asCoordinator, undoIn(page.text)).expect(303);
  await send(asCoordinator, undoIn(page.text)).expect(303);
  // What was posted meanwhile stays below what it answers.
  expect(
    (await listReplies(from)).map(({ number, depth, rootNumber, body }) => [number, depth, rootNumber, body]),
  ).toEqual([
    [1, 1, 1, `Quokkaberry ${from}`],
    [2, 2, 1, 'An answer to it'],
    [3, 2, 1, 'Sent late'],
  ]);
  expect((await listReplies(to)).map(({ number }) => number)).toEqual([1]);
  expect(await leadOf(asMember, `/topics/${to}/replies/5`)).toBe(`303 /topics/${from}#reply-3`);
  expect(await leadOf(asMember, `/topics/${to}/replies/2`)).toBe(`303 /topics/${from}`);
  expect((await makeReply(other, to)).number).toBe(6);
  await asMember.get(`/topics/${to}/unread`).expect(303);
});

test('with 2,000 replies nothing is lost, no one waits long, and undone it is as it was to the byte', async () => {
  const { from, to, one } = await makeTwo();
  await addReplies(from, author, 2000);
  await makeDraft(other, from);
  await makeReport(other, from);
  await makeReport(author, from, 1);
  await asMember.get(`/topics/${from}`).expect(200);
  await send(asMember, `/topics/${from}/reading-place`, { number: '7' }).expect(204);
  await asMember.get('/').expect(200);
  const before = await rowsOfAll();
  const began = performance.now();
  const done = await mergeTopics(coordinator, from, to, { reason: 'The same', note: '', latest: 0 });
  const held = performance.now() - began;
  expect(await db.$count(replies, eq(replies.topicId, to))).toBe(2004);
  expect(await leadOf(asMember, `/topics/${from}/replies/2002`)).toMatch(
    new RegExp(`^303 /topics/${to}\\?page=101#reply-2004$`),
  );
  expect(one.id).toBeGreaterThan(0);
  const undoing = performance.now();
  await undoAct(coordinator, 'id' in done ? done.id : 0);
  const back = performance.now() - undoing;

  const after = await rowsOfAll();
  for (const table of Object.keys(before))
    expect({ [table]: after[table] }).toEqual({ [table]: before[table] });
  // Alone on a machine each takes a fifth of a second; others may be at work on this one.
  expect(Math.max(held, back)).toBeLessThan(6000);
}, 60_000);

test('of two coordinators who merge the same at once the second is told what the first did', async () => {
  const { from, to } = await makeTwo();
  const { id: third } = await makeTopic(other);
  const asSecond = await app.signInAs(await makePerson({ name: 'Sam Second', coordinates: 'all' }));
  const sent = await Promise.all([
    merge(asCoordinator, from, to, { reason: 'By the one' }),
    merge(asSecond, from, third, { reason: 'By the other' }),
  ]);
  expect(sent.map(({ status }) => status).sort()).toEqual([303, 409]);
  const second = sent.find(({ status }) => status === 409)?.text ?? '';
  expect(second).toMatch(/(Cora|Sam Second) has acted on this meanwhile/);
  expect(second).toMatch(/By the (one|other)/);
  expect(await db.$count(moderationLog, eq(moderationLog.topicId, from))).toBe(1);
  // The one into the other and the other into the one: neither waits for ever.
  const [a, b] = [await makeTwo(), 0];
  expect(b).toBe(0);
  const both = await Promise.all([merge(asCoordinator, a.from, a.to), merge(asSecond, a.to, a.from)]);
  expect(both.map(({ status }) => status).sort()[0]).toBe(303);
  expect(both.map(({ status }) => status).sort()[1]).toBeGreaterThanOrEqual(409);
});

test('nothing is merged that would show somebody what they could not see, or by whoever does not coordinate both', async () => {
  const { from, to } = await makeTwo();
  const { id: elsewhere } = await makeTopic(other, { requirement: 2 });
  const { id: inner } = await makeTopic(author, { visibility: 'group' });
  await makeGuest({ workspaces: [2], approved: true });
  const { id: there } = await makeTopic(other, { requirement: 2, visibility: 'group' });
  const { id: guidance } = await makeTopic(other, { kind: 'guidance' });
  const one = await app.signInAs(await makePerson({ coordinates: [(await workspaceOf(1)).id] }));
  for (const agent of [asMember, asAuthor]) await merge(agent, from, to).expect(404);
  for (const [agent, a, b, says] of [
    [one, from, elsewhere, 'You do not coordinate the workspace of that topic'],
    [asCoordinator, inner, to, 'cannot be merged into a public topic'],
    [asCoordinator, inner, there, 'could then read what only members can now'],
    [asCoordinator, from, guidance, 'only topics of the same kind are merged'],
    [asCoordinator, from, from, 'this is the same one'],
    [asCoordinator, from, 999_999, 'We found no such topic'],
  ] as const)
    expect((await merge(agent, a, b).expect(422)).text).toContain(says);
  expect(await db.$count(moderationLog, eq(moderationLog.topicId, from))).toBe(0);
  await merge(one, from, to).expect(303);
  expect((await merge(asCoordinator, to, from).expect(422)).text).toContain('We found no such topic');
});

test('what guidance said as a draft stays its author’s where it is merged into another', async () => {
  const { id } = await makeTopic(author, { kind: 'guidance', state: 'draft', fields: { body: 'Zyxdraft' } });
  const [row] = await db.select().from(topics).where(eq(topics.id, id));
  const edited = {
    ...row?.content,
    title: row?.title ?? '',
    tags: '',
    visibility: 'group',
    body: 'Said to all',
    from: '1',
  };
  await send(asAuthor, `/topics/${id}/edit`, edited).expect(303);
  await send(asAuthor, `/topics/${id}/state`, { state: 'published' }).expect(303);
  const { id: to } = await makeTopic(other, { kind: 'guidance', visibility: 'group' });
  const done = await merge(asCoordinator, id, to).expect(303);
  const [reply] = await listReplies(to);
  const history = await asMember.get(`/replies/${reply?.id}/history`).expect(200);
  expect(history.text).toContain('Version 2');
  expect(history.text).not.toContain('Zyxdraft');
  // Undone, its author has all of it again.
  await send(asCoordinator, undoIn((await asCoordinator.get(String(done.headers.location))).text)).expect(
    303,
  );
  expect((await asAuthor.get(`/topics/${id}/history`).expect(200)).text).toContain('Zyxdraft');
});
