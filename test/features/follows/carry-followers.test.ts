import { eq } from 'drizzle-orm';
import { follow } from '../../../server/features/follows/follow.ts';
import { follows } from '../../../server/features/follows/tables.ts';
import { endLink } from '../../../server/features/links/end-link.ts';
import { linkTopics } from '../../../server/features/links/link-topics.ts';
import { listLinksFor } from '../../../server/features/links/queries.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member, SignedIn } from '../../../server/platform/viewer.ts';
import { send, useApp } from '../../support/app.ts';
import { makeGuest, makePerson, makeReply, makeTopic } from '../../support/make.ts';

const app = useApp();
let asker: Member;
let one: Member;
let two: Member;

beforeAll(async () => {
  asker = await makePerson();
});
beforeEach(async () => {
  [one, two] = [await makePerson(), await makePerson()];
});

const make = async () => (await makeTopic(asker)).id;
const link = (from: number, to: number) => linkTopics(asker, from, 'same-as', to);
const choose = (person: SignedIn, id: number, level: 'everything' | 'mine' | 'nothing' | 'solved' | null) =>
  follow(person, { place: 'topic', id }, level);

async function undo(from: number) {
  const links = await listLinksFor(asker, from);
  const same = links.find(({ relation, isHere }) => relation === 'same-as' && isHere);
  await endLink(asker, from, same?.id ?? 0);
}

/** All rows of a topic, to compare to the letter. */
const rowsOf = async (topicId: number) => {
  const rows = await db.select().from(follows).where(eq(follows.topicId, topicId)).orderBy(follows.personId);
  return rows.map(({ id: _, ...row }) => row);
};

const levelsIn = async (topicId: number, ...people: { id: number }[]) => {
  const rows = await rowsOf(topicId);
  return people.map(({ id }) => rows.find(({ personId }) => personId === id)?.level);
};

test('whoever follows a duplicate follows the topic that it is the same as, until that is undone', async () => {
  const [from, to] = [await make(), await make()];
  await choose(one, from, 'solved');
  await makeReply(two, from);
  const before = [await rowsOf(from), await rowsOf(to)];
  await link(from, to);
  await link(from, to);
  expect(await levelsIn(to, asker, one, two)).toEqual(['everything', 'solved', 'everything']);
  expect(await rowsOf(from)).toEqual(before[0]);
  const seen = await (await app.signInAs(two)).get(`/topics/${to}`).expect(200);
  expect(seen.text).toContain('You follow everything here, since you followed one that is the same.');
  await undo(from);
  expect([await rowsOf(from), await rowsOf(to)]).toEqual(before);
});

test('guidance that is the same carries its followers as well', async () => {
  const [from, to] = [
    await makeTopic(asker, { kind: 'guidance' }),
    await makeTopic(asker, { kind: 'guidance' }),
  ];
  await choose(one, from.id, 'everything');
  await link(from.id, to.id);
  expect(await levelsIn(to.id, one)).toEqual(['everything']);
});

test('what somebody said of the other topic before stays, and so does what they say of it afterwards', async () => {
  const three = await makePerson();
  const [from, to] = [await make(), await make()];
  for (const person of [one, two, three]) await choose(person, from, 'everything');
  await choose(one, to, 'nothing');
  await link(from, to);
  expect(await levelsIn(to, one, two, three)).toEqual(['nothing', 'everything', 'everything']);
  await choose(two, to, 'mine');
  await makeReply(three, to);
  await undo(from);
  expect(await levelsIn(to, one, two, three)).toEqual(['nothing', 'mine', 'everything']);
  await choose(three, to, null);
  expect(await levelsIn(to, three)).toEqual([undefined]);
});

test.each([
  [0, 1, 2],
  [2, 1, 0],
  [1, 2, 0],
])(
  'of several that are the same, each is undone by itself: linked in the order %i, %i, %i',
  async (...order) => {
    const twins = [await make(), await make(), await make()] as const;
    const to = await make();
    await choose(one, twins[0], 'nothing');
    await choose(one, twins[1], 'everything');
    await choose(one, twins[2], 'solved');
    await choose(two, twins[1], 'mine');
    const none = await rowsOf(to);
    for (const at of order) await link(twins[at] as number, to);
    expect(await levelsIn(to, one, two)).toEqual(['nothing', 'mine']);
    await undo(twins[0]);
    expect(await levelsIn(to, one, two)).toEqual(['everything', 'mine']);
    await undo(twins[1]);
    expect(await levelsIn(to, one, two)).toEqual(['solved', undefined]);
    await link(twins[0], to);
    expect(await levelsIn(to, one, two)).toEqual(['nothing', undefined]);
    await undo(twins[2]);
    await undo(twins[0]);
    expect(await rowsOf(to)).toEqual(none);
  },
);

test('what is said of a topic that is the same as another is said of that one', async () => {
  const [from, to] = [await make(), await make()];
  await choose(one, from, 'everything');
  await link(from, to);
  const agent = await app.signInAs(one);
  expect((await agent.get(`/topics/${from}`)).text).not.toContain('class="follow"');
  expect((await agent.get(`/topics/${from}/follow`).expect(200)).text).toContain(
    `action="/topics/${to}/follow"`,
  );
  await send(agent, `/topics/${from}/follow`, { level: 'nothing' }).expect(303);
  expect([await levelsIn(from, one), await levelsIn(to, one)]).toEqual([['everything'], ['nothing']]);
  const list = (await agent.get('/account/follows')).text;
  expect(list).toContain(`/topics/${to}/follow`);
  expect(list).not.toContain(`/topics/${from}/follow`);
});

test('a guest who cannot see the other topic is not led to it', async () => {
  const guest = await makeGuest({ workspaces: [1] });
  const from = await makeTopic(asker, { visibility: 'group' });
  const to = await makeTopic(asker, { visibility: 'group', requirement: 2, title: 'Among ourselves' });
  await choose(guest, from.id, 'everything');
  await link(from.id, to.id);
  const agent = await app.signInAs(guest);
  await agent.get(`/topics/${from.id}/follow`).expect(404);
  expect((await agent.get('/account/follows').expect(200)).text).not.toContain('Among ourselves');
  expect((await (await app.signInAs(asker)).get(`/topics/${from.id}/follow`).expect(200)).text).toContain(
    'Among ourselves',
  );
});

test('somebody follows a topic while it becomes the same as another: they follow that one', async () => {
  for (let at = 0; at < 5; at++) {
    const [from, to] = [await make(), await make()];
    await Promise.all([
      link(from, to),
      choose(one, from, 'everything'),
      choose(two, to, 'nothing'),
      choose(two, from, 'everything'),
    ]);
    const [ones, twos] = await levelsIn(to, one, two);
    expect(ones).toBe('everything');
    expect(['everything', 'nothing']).toContain(twos);
    await undo(from);
    expect((await rowsOf(to)).every(({ carriedFrom }) => carriedFrom === null)).toBe(true);
  }
});

test('two are linked with one, and one of them undone, at once', async () => {
  for (let at = 0; at < 5; at++) {
    const [first, second, to] = [await make(), await make(), await make()];
    await choose(one, first, 'everything');
    await choose(one, second, 'mine');
    await link(first, to);
    await Promise.all([link(second, to), undo(first)]);
    expect(await levelsIn(to, one)).toEqual(['mine']);
  }
});
