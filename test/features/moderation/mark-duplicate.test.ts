import { and, eq, inArray, isNull } from 'drizzle-orm';
import { follows } from '../../../server/features/follows/tables.ts';
import { topicLinks } from '../../../server/features/links/tables.ts';
import { moderationLog } from '../../../server/features/moderation/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makePerson, makeTopic, topicRow, workspaceOf } from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let author: Member;
let asker: Member;
let asAuthor: Agent;
let asCoordinator: Agent;
let asOther: Agent;
let elsewhere: Agent;

beforeAll(async () => {
  const { id } = await workspaceOf(1);
  author = await makePerson({ name: 'Ada Author' });
  asker = await makePerson({ name: 'Ari Asker', council: 'bexley' });
  asAuthor = await app.signInAs(author);
  asCoordinator = await app.signInAs(await makePerson({ name: 'Cora Coordinator', coordinates: [id] }));
  asOther = await app.signInAs(await makePerson({ name: 'Otto Other', coordinates: [id] }));
  elsewhere = await app.signInAs(await makePerson({ coordinates: [(await workspaceOf(2)).id] }));
});

const act = (agent: Agent, id: number, name: string, more: Record<string, string> = {}) =>
  send(agent, `/moderation/topics/${id}/${name}`, {
    reason: 'Asked in March as well',
    note: '',
    latest: '0',
    ...more,
  });
const mark = (agent: Agent, id: number, to: number, more = {}) =>
  act(agent, id, 'mark-duplicate', { other: `/topics/${to}`, ...more });
const undoOf = (html: string) => /\/moderation\/acts\/\d+\/undo/.exec(html)?.[0] ?? '';

/** A topic and another of which somebody says the same; both with their followers, to the row. */
async function makeTwins() {
  const title = `Missed bins ${Math.random()}`;
  const [{ id }, { id: to }] = [await makeTopic(author), await makeTopic(asker, { title })];
  return { id, to, title, before: await stateOf(id, to) };
}

async function stateOf(...ids: number[]) {
  const rows = await db
    .select()
    .from(follows)
    .where(inArray(follows.topicId, ids))
    .orderBy(follows.topicId, follows.personId);
  const topics = await Promise.all(ids.map(topicRow));
  return {
    topics: topics.map(({ seq: _, ...row }) => row),
    followed: rows.map(({ id: _, ...row }) => row),
    links: await db.$count(topicLinks, and(inArray(topicLinks.fromId, ids), isNull(topicLinks.endedAt))),
  };
}

test('a duplicate leads to the other topic with its followers, is told and logged, and undone it is as it was', async () => {
  const { id, to, title, before } = await makeTwins();
  for (const agent of [asAuthor, elsewhere]) await mark(agent, id, to).expect(404);
  const page = await app.connect();
  await page.watch(`topic:${id}`);
  const { seq } = await topicRow(id);
  const done = await mark(asCoordinator, id, to).expect(303);
  await page.hear(seq + 1);
  const seen = await app.visitor().get(`/topics/${id}`).expect(200);
  expect(seen.text).toMatch(new RegExp(`is the same as another[\\s\\S]*href="/topics/${to}">${title}`));
  await send(asAuthor, `/topics/${id}/replies`, { body: 'Late', formId: 'form-late' }).expect(403);
  const following = and(eq(follows.topicId, to), eq(follows.personId, author.id));
  expect(await db.$count(follows, following)).toBe(1);
  const [told] = await listTold();
  expect(told).toMatchObject({
    to: author.email,
    subject: 'A coordinator put the mark of a duplicate on your question in Understand user needs',
  });
  expect(told?.text).toContain('Asked in March as well');
  const log = await elsewhere.get('/workspaces/understand-user-needs/moderation-log').expect(200);
  expect(log.text).toContain('Put the mark of a duplicate on</strong> a question');

  const after = await asCoordinator.get(String(done.headers.location)).expect(200);
  expect(after.text).toContain('It leads to the other topic now');
  for (const _ of [1, 2]) await send(asCoordinator, undoOf(after.text)).expect(303);
  expect(await stateOf(id, to)).toEqual(before);
});

test('it is taken back by an act of its own, that is undone too, and by nobody else', async () => {
  const { id, to, before } = await makeTwins();
  await mark(asCoordinator, id, to).expect(303);
  const marked = await stateOf(id, to);
  // Its author sees who can take it back, and cannot.
  const links = await asAuthor.get(`/topics/${id}/links`).expect(200);
  expect(links.text).toContain('A coordinator marked it so');
  expect(links.text).not.toContain('/removal"');
  const [link] = await db.select().from(topicLinks).where(eq(topicLinks.fromId, id));
  for (const agent of [asAuthor, asCoordinator])
    await send(agent, `/topics/${id}/links/${link?.id}/removal`).expect(403);
  expect((await asCoordinator.get(`/topics/${id}/links`)).text).toContain(
    `href="/moderation/topics/${id}/unmark-duplicate"`,
  );
  const latest = { latest: '1000000' };
  await act(elsewhere, id, 'unmark-duplicate', latest).expect(404);
  const done = await act(asOther, id, 'unmark-duplicate', latest).expect(303);
  expect(await stateOf(id, to)).toEqual(before);
  await send(asOther, undoOf((await asOther.get(String(done.headers.location))).text)).expect(303);
  expect(await stateOf(id, to)).toEqual(marked);
});

test('an appeal that is upheld takes the mark away', async () => {
  const { id, to, before } = await makeTwins();
  await mark(asCoordinator, id, to).expect(303);
  const told = (await listTold())[0]?.href ?? '';
  await send(asAuthor, `${told}/appeal`, { text: 'Mine is about gardens' }).expect(303);
  const queue = await asOther.get('/moderation').expect(200);
  const appeal = /\/moderation\/appeals\/\d+/.exec(queue.text)?.[0] ?? '';
  await send(asOther, appeal, { decision: 'upheld', reason: 'So it is' }).expect(303);
  expect(await stateOf(id, to)).toEqual(before);
});

test('words of its title find the other topic, and what cannot be is said with everything kept', async () => {
  const { id, to, title } = await makeTwins();
  const choose = await act(asCoordinator, id, 'mark-duplicate', { other: title }).expect(200);
  expect(choose.text).toMatch(
    new RegExp(`Which of these\\?[\\s\\S]*value="${to}"[\\s\\S]*Asked in March as well`),
  );
  const nothing = await act(asCoordinator, id, 'mark-duplicate', { other: 'no such words' }).expect(422);
  expect(nothing.text).toMatch(/We found no such topic[\s\S]*Asked in March as well/);
  const refused = async (other: number, why: string) => {
    const { text } = await mark(asCoordinator, id, other).expect(422);
    expect(text).toMatch(new RegExp(`There is a problem[\\s\\S]*${why}[\\s\\S]*Asked in March as well`));
  };
  await refused(id, 'Choose another topic');
  await refused((await makeTopic(asker, { kind: 'guidance' })).id, 'has to be of the same kind');
  await refused((await makeTopic(asker, { visibility: 'group' })).id, 'Not everyone who can see this topic');
  const { id: chained } = await makeTopic(author);
  await mark(asCoordinator, chained, to).expect(303);
  await refused(chained, 'is itself the same as another topic');
  await mark(asCoordinator, id, to).expect(303);
});

test('a coordinator who says so on the page of links is led to the act, with the other topic filled in', async () => {
  const { id, to, before } = await makeTwins();
  const link = { relation: 'same-as', other: `/topics/${to}` };
  const led = await send(asCoordinator, `/topics/${id}/links`, link).expect(303);
  expect(await stateOf(id, to)).toEqual(before);
  const form = await asCoordinator.get(String(led.headers.location)).expect(200);
  expect(form.text).toMatch(new RegExp(`name="other"[^>]*value="/topics/${to}"`));
  // Whoever looks after a topic says it of their own, and takes it back.
  await send(asAuthor, `/topics/${id}/links`, link).expect(303);
  const links = await asAuthor.get(`/topics/${id}/links`);
  await send(asAuthor, /\/topics\/\d+\/links\/\d+\/removal/.exec(links.text)?.[0] ?? '').expect(303);
  expect(await stateOf(id, to)).toEqual(before);
});

test('of two who mark the same at once the second is told of the first; of each other, one is refused', async () => {
  const { id, to } = await makeTwins();
  const both = await Promise.all([
    mark(asCoordinator, id, to),
    mark(asOther, id, to, { reason: 'The same' }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(both.find(({ status }) => status === 409)?.text).toMatch(
    /(Cora Coordinator|Otto Other) has acted on this meanwhile/,
  );
  expect(await db.$count(moderationLog, eq(moderationLog.topicId, id))).toBe(1);
  for (let at = 0; at < 5; at++) {
    const twins = await makeTwins();
    const sent = await Promise.all([
      mark(asCoordinator, twins.id, twins.to),
      mark(asOther, twins.to, twins.id),
    ]);
    expect(sent.map(({ status }) => status).sort()).toEqual([303, 422]);
  }
});

test('several at once are not marked as duplicates: of each it is asked of which', async () => {
  const { id } = await makeTwins();
  const path = '/workspaces/understand-user-needs/moderation';
  const list = await asCoordinator.get(path).expect(200);
  for (const name of ['mark-duplicate', 'pause']) expect(list.text).not.toContain(`value="${name}"`);
  expect(list.text).toContain('value="hide"');
  await send(asCoordinator, `${path}/acts`, { act: 'pause', [`topic-${id}`]: '0' }).expect(404);
});
