import { eq, sql } from 'drizzle-orm';
import { gatherCitations } from '../../../../server/features/cited-pages/gather-citations.ts';
import { explainTopic } from '../../../../server/features/collections/explain-topic.ts';
import { mentions } from '../../../../server/features/mentions/tables.ts';
import { purgeRemoved } from '../../../../server/features/moderation/purging/purge-removed.ts';
import { tellPerson } from '../../../../server/features/notices/tell-person.ts';
import { replies } from '../../../../server/features/replies/tables.ts';
import { askForReview } from '../../../../server/features/reviews/ask-for-review.ts';
import { holdTopicFor } from '../../../../server/features/topics/queries.ts';
import { db } from '../../../../server/platform/database.ts';
import { files } from '../../../../server/platform/files.ts';
import type { Member } from '../../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../../support/app.ts';
import { backToNow, later } from '../../../support/clock.ts';
import {
  makeAct,
  makeAdoption,
  makeAppeal,
  makeAttachment,
  makeCase,
  makeCollection,
  makeGuest,
  makePerson,
  makeReply,
  makeSuggestion,
  makeTopic,
  makeWaiting,
  topicRow,
} from '../../../support/make.ts';
import { listTold } from '../../../support/told.ts';

const app = useApp();
let author: Member;
let other: Member;
let coordinator: Member;
let asCoordinator: Agent;

afterEach(backToNow);

beforeAll(async () => {
  author = await makePerson({ name: 'Ada Author' });
  other = await makePerson({ name: 'Otto Other', council: 'barnet', coordinates: 'all' });
  coordinator = await makePerson({ name: 'Cora Coordinator', council: 'hackney', coordinates: 'all' });
  asCoordinator = await app.signInAs(coordinator);
});

/** So much later everybody has to sign in again. */
async function pass(days: number, minutes = 0): Promise<void> {
  later({ days, minutes });
  await purgeRemoved();
}
const remove = (id: number, post = 0) => makeAct(coordinator, id, { name: 'remove', post });
const replyRow = async (id: number) => (await db.select().from(replies).where(eq(replies.id, id)))[0];

/** Every table, in whatever schema, with a row that says this word anywhere. */
async function tablesWith(word: string): Promise<string[]> {
  const { rows } = await db.execute<{ schema: string; name: string }>(sql`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`);
  const found: string[] = [];
  for (const { schema, name } of rows) {
    const table = sql`${sql.identifier(schema)}.${sql.identifier(name)}`;
    const { rows: some } = await db.execute(
      sql`select 1 from ${table} as each where each::text ilike ${`%${word}%`} limit 1`,
    );
    if (some.length > 0) found.push(name);
  }
  return found;
}

const into = (topicId: number) => ({
  reason: 'The same',
  note: '',
  latest: '0',
  other: `/topics/${topicId}`,
});

/** Guidance with a rare word in all that can be written in it and of it. */
async function makeAllOver(word: string) {
  const file = await makeAttachment(author, `${word}.pdf`);
  const body = `See [it](https://${word}.example.org/page), ${file.markdown}, [@Otto Other](/people/${other.id})`;
  const parts = { kind: 'guidance', title: `The ${word}`, tags: word } as const;
  const { id, title } = await makeTopic(author, { ...parts, fields: { body } });
  const edit = {
    ...(await topicRow(id)).content,
    title,
    tags: word,
    visibility: 'public',
    from: '1',
    reason: word,
  };
  await send(await app.signInAs(author), `/topics/${id}/edit`, { ...edit, audience: word }).expect(303);
  const { id: mergedId } = await makeTopic(author, { kind: 'guidance', title: `Another ${word}` });
  await send(asCoordinator, `/moderation/topics/${mergedId}/merge`, into(id)).expect(303);
  const { id: replyId } = await makeReply(other, id, { body: `An answer with ${word}` });
  const mended = { body: `A better ${word}`, from: '1', reason: '' };
  await send(await app.signInAs(other), `/replies/${replyId}/edit`, mended).expect(303);
  const guest = await makeGuest({ days: 90 });
  const { id: waitingId } = await makeWaiting(guest, id, `A guest of ${word}`);
  await send(asCoordinator, `/workspaces/understand-user-needs/waiting/${waitingId}/approval`).expect(303);

  await gatherCitations();
  await makeSuggestion(other, id, { body: `Another ${word}` });
  await makeAdoption(other, { outcome: `What came of ${word}` }, id);
  const { id: collectionId, itemIds } = await makeCollection(coordinator, { topicIds: [id] });
  await explainTopic(coordinator, collectionId, itemIds[0] ?? 0, { line: `Read of ${word}`, lineFrom: '' });
  await db.transaction(async (tx) => {
    await askForReview(tx, await holdTopicFor(author, id, tx), `${word} is gone`);
    // As notices named topics before they had slots for titles.
    const words = { subject: 'What somebody left', paragraphs: [{ link: title, href: `/topics/${id}` }] };
    await tellPerson(tx, other.id, words, { kind: 'act', once: `left:${id}` });
  });
  await app.runJobs();
  return { id, mergedId, replyId, file, guest, waitingId, caseId: await makeCase(other, id) };
}

const inThese = [
  'adoptions',
  'attachments',
  'cited_pages',
  'collection_changes',
  'collection_items',
  'notices',
  'replies',
  'reply_versions',
  'reviews',
  'search_words',
  'suggestions',
  'title_words',
  'topic_texts',
  'topic_versions',
  'topics',
  'waiting_posts',
];

test('30 days after it was removed, nothing is anywhere of what a topic said, nor of what was said in it and of it', async () => {
  const { id, mergedId, replyId, file, ...more } = await makeAllOver('zorblax');
  const quoting = await makeTopic(other, { title: 'Of something else' });
  await remove(id);
  expect(await tablesWith('zorblax')).toEqual(inThese);
  expect(await files.get(file.id)).toBeDefined();
  expect(await db.$count(mentions, eq(mentions.topicId, id))).toBe(1);
  const before = { topic: await topicRow(id), reply: await replyRow(replyId) };
  await pass(29, 23 * 60);
  expect(await tablesWith('zorblax')).toEqual(inThese);
  await pass(30, 1);
  expect(await tablesWith('zorblax')).toEqual([]);
  expect(await files.get(file.id)).toBeUndefined();
  expect(await db.$count(mentions, eq(mentions.topicId, id))).toBe(0);

  // The rows say that there was something, whose it was and when.
  const { authorId, author: byline, createdAt, removedAt, seq } = before.topic;
  expect(await topicRow(id)).toMatchObject({
    ...{ authorId, author: byline, createdAt, removedAt, lastNumber: 3 },
    ...{
      title: 'Deleted guidance',
      content: {},
      html: {},
      excerpt: '',
      tags: [],
      purgedAt: expect.any(Date),
    },
    seq: seq + 1,
  });
  expect(await topicRow(mergedId)).toMatchObject({ title: 'Deleted guidance', removedAs: 'merged' });
  const { body, html, versionCount, purgedAt, ...stays } = { ...before.reply };
  expect(await replyRow(replyId)).toMatchObject({ ...stays, body: '', html: '' });
  expect(await topicRow(quoting.id)).toMatchObject({ title: 'Of something else', purgedAt: null });
  const [left] = (await listTold()).filter(({ subject }) => subject === 'What somebody left');
  expect(left?.text).toContain(`/topics/${id} A topic that was deleted`);

  // A second round finds nothing to do.
  const after = { topic: await topicRow(id), reply: await replyRow(replyId) };
  await pass(31);
  expect({ topic: await topicRow(id), reply: await replyRow(replyId) }).toEqual(after);

  const agent = await app.signInAs(coordinator);
  const page = (await agent.get(`/moderation/topics/${id}`).expect(200)).text;
  expect(page).toMatch(/Deleted guidance[\s\S]*Its text was deleted on \d+ \w+ \d+\./);
  expect(page).toContain('It cannot be put back.');
  expect(page).not.toMatch(/topics\/\d+\/(restore|hold|hide)"/);
  expect(page).not.toContain('What it says');
  for (const name of ['restore', 'hide', 'hold', 'lock', 'move'])
    expect((await agent.get(`/moderation/topics/${id}/${name}`).expect(200)).text).toContain(
      'cannot be done',
    );
  const restore = { reason: 'Again', note: '', latest: '99999' };
  await send(agent, `/moderation/topics/${id}/restore`, restore).expect(409);
  const ofReply = (await agent.get(`/moderation/topics/${id}/replies/${before.reply?.number}`)).text;
  expect(ofReply).toContain('Deleted with its topic');
  const reported = (await agent.get(`/moderation/cases/${more.caseId}`).expect(200)).text;
  expect(reported).toMatch(/Deleted guidance[\s\S]*Its text was deleted on/);
  const sent = await (await app.signInAs(more.guest)).get(`/account/waiting/${more.waitingId}`).expect(200);
  expect(sent.text).toContain('its text was deleted');
  const list = await agent.get('/workspaces/understand-user-needs/moderation?show=taken-off').expect(200);
  expect(list.text).toContain('Deleted guidance');
  await (await app.signInAs(author)).get(`/topics/${id}`).expect(404);
});

test('a reply goes alone, also where it was a topic before; its thread stays as it was', async () => {
  const { id } = await makeTopic(author, { title: 'It stays' });
  const file = await makeAttachment(other, 'snorfle.pdf');
  const shared = await makeAttachment(other, 'plan.pdf');
  const reply = await makeReply(other, id, { body: `A snorfle ${file.markdown} ${shared.markdown}` });
  await makeReply(author, id, { body: `In answer ${shared.markdown}`, parentId: reply.id });
  const { id: mergedId } = await makeTopic(other, { title: 'Snorfle again' });
  await send(asCoordinator, `/moderation/topics/${mergedId}/merge`, into(id)).expect(303);
  for (const post of [1, 3]) await remove(id, post);
  const agent = await app.signInAs(coordinator);
  const before = (await agent.get(`/topics/${id}`)).text;
  expect(before).toContain('A coordinator removed this reply');
  expect(await tablesWith('snorfle')).toEqual(
    expect.arrayContaining(['attachments', 'replies', 'reply_versions', 'topics', 'topic_versions']),
  );
  await pass(31);
  expect(await tablesWith('snorfle')).toEqual([]);
  // What somebody else has in a post of theirs stays there.
  expect(await files.get(shared.id)).toBeDefined();
  expect(await files.get(file.id)).toBeUndefined();
  expect(await topicRow(id)).toMatchObject({ title: 'It stays', replyCount: 1, purgedAt: null });
  expect(await topicRow(mergedId)).toMatchObject({ title: 'Deleted question', removedAs: 'merged' });

  const again = await app.signInAs(coordinator);
  const thread = (await again.get(`/topics/${id}`).expect(200)).text;
  expect(thread.match(/A coordinator removed this reply/g)).toHaveLength(2);
  expect(thread).toContain('In answer');
  const page = (await again.get(`/moderation/topics/${id}/replies/1`).expect(200)).text;
  expect(page).toMatch(/Its text was deleted on/);
  expect(page).not.toMatch(/\/replies\/1\/(split|restore)|split\?reply=1/);
  const [told] = (await listTold()).filter(({ subject }) =>
    subject.startsWith('A coordinator removed your reply'),
  );
  expect(told?.text).toContain('After 30 days its text is deleted');
  const own = (await (await app.signInAs(other)).get(told?.href ?? '').expect(200)).text;
  expect(own).toContain('Its text was deleted on');
  expect(own).not.toContain('You can appeal once');
});

test('what is held, or has held replies, stays; released, it goes in the next night in which that cannot be undone', async () => {
  const { id } = await makeTopic(author, { title: 'Held as a whole' });
  const { id: around } = await makeTopic(author, { title: 'Around what is held' });
  const reply = await makeReply(other, around, { body: 'Held alone' });
  await remove(id);
  await remove(around, 1);
  await remove(around);
  await makeAct(coordinator, id, { name: 'hold' });
  await makeAct(coordinator, around, { name: 'hold', post: 1 });
  await pass(60);
  for (const topicId of [id, around]) expect(await topicRow(topicId)).toMatchObject({ purgedAt: null });
  expect(await replyRow(reply.id)).toMatchObject({ body: 'Held alone' });
  await makeAct(coordinator, id, { name: 'release' });
  await makeAct(coordinator, around, { name: 'release', post: 1 });
  await pass(60, 14);
  expect(await topicRow(id)).toMatchObject({ title: 'Held as a whole' });
  await pass(61);
  expect(await topicRow(id)).toMatchObject({ title: 'Deleted question' });
  expect(await topicRow(around)).toMatchObject({ title: 'Deleted question' });
  expect(await replyRow(reply.id)).toMatchObject({ body: '', removedAs: 'removed' });
});

test('an open appeal keeps it until somebody has decided; what was put back in time stays for good', async () => {
  const { id } = await makeTopic(author, { title: 'Appealed about' });
  const { id: back } = await makeTopic(author, { title: 'Put back' });
  const { id: own } = await makeTopic(author, { title: 'With a reply that its author removed' });
  const reply = await makeReply(other, own, { body: 'Taken off by its author' });
  await send(await app.signInAs(other), `/replies/${reply.id}/removal`).expect(303);
  const appealId = await makeAppeal(author, await remove(id));
  await remove(back);
  await makeAct(coordinator, back, { name: 'restore' });
  await pass(45);
  expect(await topicRow(id)).toMatchObject({ title: 'Appealed about' });
  const decision = { decision: 'declined', reason: 'It stays removed' };
  await send(await app.signInAs(other), `/moderation/appeals/${appealId}`, decision).expect(303);
  await pass(46);
  expect(await topicRow(id)).toMatchObject({ title: 'Deleted question' });
  expect(await topicRow(back)).toMatchObject({ title: 'Put back', purgedAt: null });
  expect(await replyRow(reply.id)).toMatchObject({ body: 'Taken off by its author', purgedAt: null });
});

test('whoever holds it at the very moment at which it would go keeps it, or is told that it cannot be', async () => {
  const { id } = await makeTopic(author, { title: 'Nearly gone' });
  await remove(id);
  later({ days: 31 });
  const agent = await app.signInAs(coordinator);
  const form = (await agent.get(`/moderation/topics/${id}/hold`).expect(200)).text;
  const latest = /name="latest" value="(\d+)"/.exec(form)?.[1] ?? '';
  const hold = { reason: 'The police asked', note: '', latest };
  const [held] = await Promise.all([send(agent, `/moderation/topics/${id}/hold`, hold), purgeRemoved()]);
  const { title, heldAt } = await topicRow(id);
  if (held.status === 303) expect([title, heldAt]).toEqual(['Nearly gone', expect.any(Date)]);
  else expect([held.status, title, heldAt]).toEqual([409, 'Deleted question', null]);
});

test('words that others have too are found as before', async () => {
  const { id } = await makeTopic(author, { title: 'A frumious matter' });
  const { id: stays } = await makeTopic(author, { title: 'Frumious still' });
  await remove(id);
  await pass(31);
  const found = (await app.visitor().get('/search?q=frumious').expect(200)).text;
  expect(found).toContain(`/topics/${stays}`);
  expect(found).not.toContain('A frumious matter');
});

test('what a council said of a question goes with it', async () => {
  const { id } = await makeTopic(author);
  await send(await app.signInAs(other), `/topics/${id}/same-problem`, { line: 'Our grumblefutz too' });
  expect(await tablesWith('grumblefutz')).toContain('same_problems');
  await remove(id);
  await pass(31);
  expect(await tablesWith('grumblefutz')).toEqual([]);
});
