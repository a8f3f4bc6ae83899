import { sql } from 'drizzle-orm';
import { follow } from '../../../server/features/follows/follow.ts';
import { followersOf, levelFor } from '../../../server/features/follows/followers.ts';
import { withdrawName } from '../../../server/features/leaving/withdraw-name.ts';
import { changeTopicState } from '../../../server/features/topics/change-topic-state.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { useApp } from '../../support/app.ts';
import { makeGuest, makePerson, makeReply, makeTopic, topicRow, workspaceOf } from '../../support/make.ts';

useApp();
let author: Member;

beforeAll(async () => {
  author = await makePerson();
});

/** Who has said how much they hear of a topic, among these. */
async function followers(topicId: number, ...among: { id: number }[]) {
  const { workspaceId } = await topicRow(topicId);
  const { rows } = await db.execute<{ person_id: number; level: string }>(
    sql`select * from (${followersOf({ id: topicId, workspaceId })}) as followers order by person_id`,
  );
  return among.map(({ id }) => {
    const found = rows.filter(({ person_id }) => person_id === id);
    expect(found.length).toBeLessThan(2);
    return found[0]?.level;
  });
}

const level = async ({ id }: { id: number }, topicId: number) =>
  levelFor(id, { id: topicId, workspaceId: (await topicRow(topicId)).workspaceId });

test('whoever posts in a topic follows everything there', async () => {
  const [other, silent] = [await makePerson(), await makePerson()];
  const { id } = await makeTopic(author);
  expect(await followers(id, author, other, silent)).toEqual(['everything', undefined, undefined]);
  await makeReply(other, id);
  await makeReply(other, id);
  expect(await followers(id, author, other, silent)).toEqual(['everything', 'everything', undefined]);
  expect(await level(silent, id)).toBe('mine');
});

test('a draft is followed once it is published', async () => {
  const { id } = await makeTopic(author, { kind: 'guidance', state: 'draft' });
  expect(await followers(id, author)).toEqual([undefined]);
  await expect(follow(author, { place: 'topic', id }, 'mine')).rejects.toThrow('draft');
  await changeTopicState(author, id, 'published');
  expect(await followers(id, author)).toEqual(['everything']);
});

test('posting does not change what somebody has chosen', async () => {
  const other = await makePerson();
  const { id } = await makeTopic(author);
  await follow(other, { place: 'topic', id }, 'nothing');
  await makeReply(other, id);
  expect(await followers(id, other)).toEqual(['nothing']);
});

test('what is said of a topic counts before what is said of its workspace, and that before the group', async () => {
  const person = await makePerson();
  const { id } = await makeTopic(author);
  const elsewhere = await makeTopic(author, { requirement: 2 });
  const workspace = { place: 'workspace', id: (await workspaceOf(1)).id } as const;
  await follow(person, { place: 'group' }, 'new-topics');
  expect([await level(person, id), await level(person, elsewhere.id)]).toEqual(['new-topics', 'new-topics']);
  await follow(person, workspace, 'nothing');
  expect([await level(person, id), await level(person, elsewhere.id)]).toEqual(['nothing', 'new-topics']);
  await follow(person, { place: 'topic', id }, 'solved');
  expect(await followers(id, person)).toEqual(['solved']);
  await follow(person, { place: 'topic', id }, 'everything');
  expect(await followers(id, person)).toEqual(['everything']);

  await follow(person, { place: 'topic', id }, null);
  expect(await level(person, id)).toBe('nothing');
  await follow(person, workspace, null);
  expect(await level(person, id)).toBe('new-topics');
});

test('what a guest says of the group holds in the workspaces they are invited to, and nowhere else', async () => {
  const guest = await makeGuest({ workspaces: [1] });
  const [here, there] = [await makeTopic(author), await makeTopic(author, { requirement: 2 })];
  const hidden = await makeTopic(author, { requirement: 2, visibility: 'group' });
  await follow(guest, { place: 'group' }, 'everything');
  expect(await followers(here.id, guest)).toEqual(['everything']);
  expect(await followers(there.id, guest)).toEqual([undefined]);
  // What they see, they can follow by itself.
  await follow(guest, { place: 'topic', id: there.id }, 'everything');
  expect(await followers(there.id, guest)).toEqual(['everything']);
  await expect(follow(guest, { place: 'topic', id: hidden.id }, 'everything')).rejects.toMatchObject({
    status: 404,
  });
  const { id } = await workspaceOf(2);
  await expect(follow(guest, { place: 'workspace', id }, 'everything')).rejects.toMatchObject({
    status: 404,
  });
  await follow(author, { place: 'workspace', id }, 'everything');
});

test('nobody follows new topics in a topic, nor that guidance is solved', async () => {
  const question = await makeTopic(author);
  const { id } = await makeTopic(author, { kind: 'guidance' });
  await expect(follow(author, { place: 'topic', id: question.id }, 'new-topics')).rejects.toThrow();
  await expect(follow(author, { place: 'topic', id }, 'solved')).rejects.toThrow();
  await follow(author, { place: 'topic', id: question.id }, 'solved');
});

test('what somebody followed is forgotten with their name', async () => {
  const leaver = await makePerson();
  const { id } = await makeTopic(leaver);
  await follow(leaver, { place: 'group' }, 'everything');
  expect(await followers(id, leaver, author)).toEqual(['everything', undefined]);
  const who = { id: leaver.id, email: leaver.email, councilId: leaver.council.id };
  await db.transaction((tx) => withdrawName(tx, who, { actorId: leaver.id, reason: 'Asked' }));
  expect(await followers(id, leaver)).toEqual([undefined]);
});
