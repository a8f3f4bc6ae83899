import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { follow } from '../../../server/features/follows/follow.ts';
import type { Level } from '../../../server/features/follows/levels.ts';
import { follows } from '../../../server/features/follows/tables.ts';
import { endAccess } from '../../../server/features/guests/end-access.ts';
import { noticeMails } from '../../../server/features/notice-mails/tables.ts';
import { notices as plugged } from '../../../server/features/notices/index.ts';
import { notices } from '../../../server/features/notices/tables.ts';
import { people } from '../../../server/features/people/tables.ts';
import { acceptAnswer, undoAcceptance } from '../../../server/features/replies/accept-answer.ts';
import { removeReply } from '../../../server/features/replies/remove-reply.ts';
import { changeTopicState } from '../../../server/features/topics/change-topic-state.ts';
import { flushReadings, noteReading } from '../../../server/features/topics/readings.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member, SignedIn } from '../../../server/platform/viewer.ts';
import { useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { makeGuest, makePerson, makeReply, makeTopic, suspend, workspaceOf } from '../../support/make.ts';
import { queriesDuring } from '../../support/queries.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let asker: Member;
let answerer: Member;
let follower: Member;
let topicId: number;

afterEach(backToNow);
beforeEach(async () => {
  [asker, answerer, follower] = [await makePerson(), await makePerson(), await makePerson()];
  topicId = (await makeTopic(asker, { visibility: 'group' })).id;
  await db.delete(follows);
  await settle();
});

let last = 0;

/** Who is told what by something that is done, and by what follows from it. */
async function toldBy(act: () => Promise<unknown>) {
  await act();
  await app.runJobs();
  const rows = await db.select().from(notices).where(gt(notices.id, last)).orderBy(asc(notices.id));
  last = rows.at(-1)?.id ?? last;
  const names = new Map([
    [asker.id, 'asker'],
    [answerer.id, 'answerer'],
    [follower.id, 'follower'],
  ]);
  return rows.map(({ personId, kind, post }) => `${names.get(personId) ?? 'other'}: ${kind} ${post}`).sort();
}

/** All that has happened so far is told. */
const settle = () => toldBy(async () => {});

const followTopic = (person: SignedIn, level: Level) =>
  follow(person, { place: 'topic', id: topicId }, level);
const followWorkspace = async (person: SignedIn, level: Level) =>
  follow(person, { place: 'workspace', id: (await workspaceOf()).id }, level);

test('a reply is told to whoever asked, to whom it answers and to who follows, and not to its author', async () => {
  await followTopic(follower, 'everything');
  expect(await toldBy(() => makeReply(answerer, topicId))).toEqual([
    'asker: reply 1',
    'follower: followed 1',
  ]);
  const parent = await makeReply(follower, topicId);
  await settle();
  expect(await toldBy(() => makeReply(answerer, topicId, { parentId: parent.id }))).toEqual([
    'asker: reply 3',
    'follower: reply 3',
  ]);
  expect(await toldBy(() => makeReply(asker, topicId))).toEqual([
    'answerer: followed 4',
    'follower: followed 4',
  ]);
});

test('a new topic is told to who follows new topics or everything where it is', async () => {
  const [byGroup, solvedOnly] = [await makePerson(), await makePerson()];
  await followWorkspace(follower, 'new-topics');
  await followWorkspace(answerer, 'everything');
  await followWorkspace(solvedOnly, 'solved');
  await follow(byGroup, { place: 'group' }, 'everything');
  await followWorkspace(asker, 'everything');
  const told = ['answerer: topic 0', 'follower: topic 0', 'other: topic 0'];
  expect(await toldBy(() => makeTopic(asker))).toEqual(told);
  await follow(byGroup, { place: 'group' }, 'mine');
  expect(await toldBy(() => makeTopic(asker))).toEqual(told.slice(0, 2));
  // They need not be told who have answered it already.
  const post = async () => makeReply(answerer, (await makeTopic(asker)).id);
  expect(await toldBy(post)).toEqual(['asker: reply 1', 'follower: topic 0']);
  expect(await toldBy(() => makeTopic(asker, { requirement: 2 }))).toEqual([]);
});

test('a draft is told to nobody before it is published, and then once', async () => {
  await followWorkspace(follower, 'new-topics');
  const posted = await makeTopic(asker, { kind: 'guidance', state: 'draft' });
  topicId = posted.id;
  expect(await toldBy(async () => {})).toEqual([]);
  expect(await toldBy(() => changeTopicState(asker, topicId, 'published'))).toEqual(['follower: topic 0']);
  expect(await toldBy(() => changeTopicState(asker, topicId, 'withdrawn'))).toEqual([]);
  expect(await toldBy(() => changeTopicState(asker, topicId, 'published'))).toEqual([]);
});

test('an accepted answer is told to who gave it, and that the question is solved to who follows', async () => {
  await followTopic(follower, 'solved');
  const [first, second] = [await makeReply(answerer, topicId), await makeReply(follower, topicId)];
  await settle();
  expect(await toldBy(() => acceptAnswer(asker, first.id))).toEqual([
    'answerer: accepted 1',
    'follower: solved 1',
  ]);
  // Solved it is already.
  expect(await toldBy(() => acceptAnswer(asker, second.id))).toEqual(['follower: accepted 2']);
  expect(await toldBy(() => undoAcceptance(asker, first.id))).toEqual([]);
  expect(await toldBy(() => acceptAnswer(asker, first.id))).toEqual([]);
  const coordinator = await makePerson({ coordinates: 'all' });
  const third = await makeReply(asker, topicId);
  await undoAcceptance(asker, first.id);
  await undoAcceptance(asker, second.id);
  await settle();
  // Whoever accepts for them tells the asker; their own answer is told to them as such.
  expect(await toldBy(() => acceptAnswer(coordinator, third.id))).toEqual([
    'answerer: solved 3',
    'asker: accepted 3',
    'follower: solved 3',
  ]);
});

test('whoever looks after a topic is told when somebody else says how it stands, and not when they do', async () => {
  const answer = await makeReply(answerer, topicId);
  await acceptAnswer(asker, answer.id);
  await settle();
  expect(await toldBy(() => changeTopicState(asker, topicId, 'reopened'))).toEqual([]);
  await acceptAnswer(asker, (await makeReply(follower, topicId)).id);
  await settle();
  const coordinator = await makePerson({ coordinates: 'all' });
  expect(await toldBy(() => changeTopicState(coordinator, topicId, 'reopened'))).toEqual(['asker: act null']);
  expect((await listTold())[0]?.subject).toMatch(/^“Topic \d+” is now: Reopened$/);
});

test('at the level of nothing there is nothing, but that their own answer is accepted', async () => {
  const { id } = await makeReply(answerer, topicId);
  await settle();
  for (const person of [asker, answerer]) await followTopic(person, 'nothing');
  expect(await toldBy(() => makeReply(follower, topicId, { parentId: id }))).toEqual([]);
  expect(await toldBy(() => acceptAnswer(asker, id))).toEqual(['answerer: accepted 1', 'follower: solved 1']);
});

test('nobody is told who may not see it when their turn comes, nor of what is gone by then', async () => {
  const guest = await makeGuest({ workspaces: [1], approved: true });
  await followTopic(guest, 'everything');
  const gone: [SignedIn, () => Promise<unknown>][] = [
    [answerer, () => suspend(answerer)],
    [follower, () => db.update(people).set({ dormantAt: new Date() }).where(eq(people.id, follower.id))],
    [
      guest,
      async () => endAccess(await makePerson({ coordinates: 'all' }), await workspaceOf(), guest.id, 'Over'),
    ],
  ];
  for (const [person] of gone) await followTopic(person, 'everything');
  await settle();
  const everybody = ['answerer: followed 1', 'follower: followed 1', 'other: followed 1'];
  expect(await toldBy(() => makeReply(asker, topicId))).toEqual(everybody);
  expect(
    await toldBy(async () => {
      await makeReply(asker, topicId);
      for (const [, lose] of gone) await lose();
    }),
  ).toEqual([]);
  const other = await makePerson();
  expect(await toldBy(async () => removeReply(other, (await makeReply(other, topicId)).id))).toEqual([]);
  expect(await toldBy(() => makeReply(other, topicId))).toEqual(['asker: reply 4']);
});

test('whoever has seen a reply before they could be told of it has read of it', async () => {
  await makeReply(answerer, topicId);
  noteReading(asker.id, topicId, 1);
  await flushReadings();
  await app.runJobs();
  const [notice] = await db.select().from(notices).where(eq(notices.personId, asker.id));
  expect(notice).toMatchObject({ kind: 'reply', readAt: expect.any(Date) });
});

test('what comes days late is listed, and neither rings nor is mailed', async () => {
  await makeReply(answerer, topicId);
  later({ days: 4 });
  expect(await toldBy(async () => {})).toEqual(['asker: reply 1']);
  const [notice] = await db.select().from(notices).where(eq(notices.personId, asker.id));
  expect(notice?.readAt).toEqual(notice?.at);
  expect(await db.$count(noticeMails, eq(noticeMails.personId, asker.id))).toBe(0);
});

test('a reaction that is run again tells nobody again', async () => {
  const { id: replyId } = await makeReply(answerer, topicId);
  await settle();
  const at = new Date().toISOString();
  const event = { name: 'reply-posted', at, actorId: answerer.id, topicId, replyId } as never;
  await db.delete(notices);
  expect(await toldBy(async () => plugged.reactions?.['reply-posted']?.(event))).toEqual(['asker: reply 1']);
  expect(await toldBy(async () => plugged.reactions?.['reply-posted']?.(event))).toEqual([]);
});

test('posting asks the database the same, whoever follows', async () => {
  const none = await queriesDuring(() => makeReply(answerer, topicId));
  for (let at = 0; at < 20; at++) await followTopic(await makePerson(), 'everything');
  await settle();
  expect(await queriesDuring(() => makeReply(answerer, topicId))).toEqual(none);
  expect(await toldBy(async () => {})).toHaveLength(21);
});

test('two thousand followers are told in as many questions as one', async () => {
  await followTopic(follower, 'everything');
  await makeReply(answerer, topicId);
  const forOne = await queriesDuring(() => app.runJobs());
  await db.execute(sql`
    with made as (
      insert into people (email, name, council_id)
      select 'follower.' || at || '@camden.gov.uk', 'Follower ' || at, ${asker.council.id} from generate_series(1, 2000) at
      returning id
    )
    insert into follows (person_id, place, topic_id, level, because, followed_at)
    select id, 'topic', ${topicId}, 'everything', 'chosen', now() from made`);
  await settle();
  await makeReply(answerer, topicId);
  const forAll = await queriesDuring(() => app.runJobs());
  // Only so many names of people fit into what Postgres tells at once.
  const tells = (asked: string[]) => asked.filter((text) => text.includes('pg_notify')).length;
  expect([tells(forOne), tells(forAll)]).toEqual([1, 4]);
  expect(forAll.length - tells(forAll)).toBeLessThanOrEqual(forOne.length - tells(forOne) + 1);
  expect(await db.$count(notices, and(eq(notices.topicId, topicId), eq(notices.post, 2)))).toBe(2002);
});
