import { eq } from 'drizzle-orm';
import { goRound } from '../../../server/features/follow-ups/go-round.ts';
import { findFollowUp } from '../../../server/features/follow-ups/queries.ts';
import { followUps, followUpTurns } from '../../../server/features/follow-ups/tables.ts';
import { takeOn } from '../../../server/features/follow-ups/take-on.ts';
import { helpOffers, helpTags, people } from '../../../server/features/people/tables.ts';
import { removeReply } from '../../../server/features/replies/remove-reply.ts';
import { roleGrants } from '../../../server/features/roles/tables.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { send, useApp } from '../../support/app.ts';
import { backToNow } from '../../support/clock.ts';
import { makePerson, makeReply, makeTopic, suspend, workspaceOf } from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let asker: Member;
let workspaceId: number;
let first: Member;
let second: Member;
let elsewhere: Member;

/** Lets it be this moment, of weeks without and with bank holidays: 25 and 28 December 2026, 1 January 2027. */
const at = (moment: string) => {
  clock.now = () => new Date(moment);
};

beforeAll(async () => {
  workspaceId = (await workspaceOf(1)).id;
  asker = await makePerson({ name: 'Asha Asker' });
  first = await makePerson({ name: 'Fay First', coordinates: [workspaceId] });
  second = await makePerson({ name: 'Sol Second', coordinates: [workspaceId] });
  await makePerson({ name: 'Ola Of-all', coordinates: 'all' });
  elsewhere = await makePerson({ name: 'Eli Elsewhere', coordinates: [(await workspaceOf(2)).id] });
});
afterEach(async () => {
  backToNow();
  await db.delete(followUpTurns);
  await db.delete(followUps);
  await db.execute(`update topics set state = 'answered' where kind = 'question'`);
});

/** A question that is posted at that moment. */
async function askAt(moment: string, parts: Parameters<typeof makeTopic>[1] = {}) {
  at(moment);
  return makeTopic(asker, parts);
}

async function roundAt(moment: string): Promise<void> {
  at(moment);
  await goRound();
}

const turnOf = async (topicId: number) => (await findFollowUp(topicId))?.turn?.name;
const subjectsTo = async ({ email }: Member) =>
  (await listTold()).filter(({ to }) => to === email).map(({ subject }) => subject);

test('a question without a reply for three working days is offered to coordinators in turn, two days each', async () => {
  const { id, title } = await askAt('2026-12-22T10:00:00Z');
  // Wednesday, Thursday, then Christmas, a weekend and the substitute for Boxing Day, and Tuesday.
  await roundAt('2026-12-29T09:00:00Z');
  expect(await findFollowUp(id)).toBeUndefined();
  await roundAt('2026-12-29T10:00:00Z');
  expect(await turnOf(id)).toBe('Fay First');
  expect(await subjectsTo(first)).toContain(`Can you see to “${title}”?`);
  await roundAt('2026-12-31T09:59:00Z');
  expect(await turnOf(id)).toBe('Fay First');
  await roundAt('2026-12-31T10:00:00Z');
  expect(await turnOf(id)).toBe('Sol Second');
  // New Year's Day is no working day.
  await roundAt('2027-01-04T23:00:00Z');
  expect(await turnOf(id)).toBe('Sol Second');
  await roundAt('2027-01-05T10:00:00Z');
  expect(await turnOf(id)).toBe('Ola Of-all');
  await roundAt('2027-01-07T10:00:00Z');
  expect(await turnOf(id)).toBeUndefined();
  expect((await findFollowUp(id))?.forAllSince).toEqual(clock.now());
  expect(await subjectsTo(elsewhere)).toEqual([]);
});

test('whoever was asked least lately is asked next; never the asker, nor who is suspended, dormant or has left', async () => {
  const one = await askAt('2027-02-01T10:00:00Z');
  await roundAt('2027-02-04T10:00:00Z');
  const two = await askAt('2027-02-04T11:00:00Z');
  await roundAt('2027-02-09T11:00:00Z');
  const names = [await turnOf(one.id), await turnOf(two.id)];
  expect(names.sort()).toEqual(['Fay First', 'Sol Second']);

  const asking = await makePerson({ name: 'Cory Coordinator', coordinates: [workspaceId] });
  at('2027-02-10T10:00:00Z');
  const own = await makeTopic(asking);
  await suspend(first);
  await db.update(people).set({ dormantAt: clock.now() }).where(eq(people.id, second.id));
  await roundAt('2027-02-15T10:00:00Z');
  expect(await turnOf(own.id)).toBe('Ola Of-all');
  await db.update(people).set({ suspendedAt: null, dormantAt: null });
  await db.delete(roleGrants).where(eq(roleGrants.personId, asking.id));
});

test('a reply of another ends it, one of the asker does not, and a reply that is removed is none', async () => {
  const { id } = await askAt('2027-03-01T10:00:00Z');
  await makeReply(asker, id, { body: 'Nobody?' });
  await roundAt('2027-03-04T10:00:00Z');
  expect(await turnOf(id)).toBeDefined();
  const reply = await makeReply(elsewhere, id);
  await goRound();
  expect(await findFollowUp(id)).toBeUndefined();
  await removeReply(elsewhere, reply.id);
  await goRound();
  expect(await turnOf(id)).toBeDefined();
});

test('a coordinator has at most five at once; the rest waits', async () => {
  const ids = [];
  for (let made = 0; made < 17; made++) ids.push((await askAt('2027-03-08T10:00:00Z')).id);
  await roundAt('2027-03-11T10:00:00Z');
  const turns = [];
  for (const id of ids) turns.push(await turnOf(id));
  expect(turns.filter(Boolean)).toHaveLength(15);
  expect(turns.filter((name) => name === 'Ola Of-all')).toHaveLength(5);
  expect((await findFollowUp(ids.at(-1) ?? 0))?.forAllSince).toBeNull();
});

test('a coordinator takes it on; of two at the same moment the second is told who was quicker', async () => {
  const { id } = await makeTopic(asker);
  const [a, b] = await Promise.all([takeOn(first, id, null), takeOn(second, id, null)]);
  expect([a, b].sort()).toEqual([false, true]);
  const quicker = (await findFollowUp(id))?.owner?.name;
  const [slow, quick] = a ? [second, first] : [first, second];
  const told = await send(await app.signInAs(slow), `/topics/${id}/follow-up/taking`, { from: '' }).expect(
    409,
  );
  expect(told.text).toContain(`${quicker} was quicker, and sees to it now`);
  // Whoever knows it may take it over.
  await send(await app.signInAs(slow), `/topics/${id}/follow-up/taking`, { from: quick.id }).expect(303);
  expect((await findFollowUp(id))?.ownerId).toBe(slow.id);
});

test('whoever was asked can pass, and the next is asked at once', async () => {
  const { id } = await askAt('2027-04-05T10:00:00Z');
  await roundAt('2027-04-09T10:00:00Z');
  const before = await turnOf(id);
  const holder = before === first.name ? first : second;
  backToNow();
  await send(await app.signInAs(holder), `/topics/${id}/follow-up/refusal`).expect(303);
  const after = await turnOf(id);
  expect(after).toBeDefined();
  expect(after).not.toBe(before);
  await send(await app.signInAs(holder), `/topics/${id}/follow-up/refusal`).expect(403);
});

test('it can be assigned to a member, who is told, sees the page, and can decline', async () => {
  const { id, title } = await makeTopic(asker);
  const expert = await makePerson({ name: 'Exa Expert', council: 'hackney' });
  const [asFirst, asExpert] = [await app.signInAs(first), await app.signInAs(expert)];
  await asExpert.get(`/topics/${id}/follow-up`).expect(404);
  const unknown = await send(asFirst, `/topics/${id}/follow-up/owner`, { email: 'x@example.org' }).expect(
    422,
  );
  expect(unknown.text).toContain('We know no member with this address');
  await send(asFirst, `/topics/${id}/follow-up/owner`, { email: asker.email }).expect(422);
  await send(asFirst, `/topics/${id}/follow-up/owner`, { email: expert.email }).expect(303);
  expect(await subjectsTo(expert)).toContain(`Fay First asks you to see to “${title}”`);
  const page = await asExpert.get(`/topics/${id}/follow-up`).expect(200);
  expect(page.text).toContain('You see to it');
  expect(page.text).not.toContain('Have a member see to it');
  await send(asExpert, `/topics/${id}/follow-up/owner`, { email: second.email }).expect(403);
  await send(asExpert, `/topics/${id}/follow-up/refusal`).expect(303);
  expect(await subjectsTo(first)).toContain(`Exa Expert cannot see to “${title}”`);
  expect((await findFollowUp(id))?.turn).not.toBeNull();
  await asExpert.get(`/topics/${id}/follow-up`).expect(404);
});

test('whoever takes it on has five working days; then, or when they are gone, others are asked', async () => {
  const { id, title } = await askAt('2027-05-10T10:00:00Z');
  await takeOn(first, id, null);
  await roundAt('2027-05-17T09:00:00Z');
  expect((await findFollowUp(id))?.ownerId).toBe(first.id);
  await roundAt('2027-05-17T10:00:00Z');
  expect(await findFollowUp(id)).toMatchObject({ ownerId: null });
  expect(await turnOf(id)).toBeDefined();
  expect(await subjectsTo(first)).toContain(`“${title}” still has no reply`);

  await takeOn(second, id, null);
  await suspend(second);
  await goRound();
  expect((await findFollowUp(id))?.ownerId).toBeNull();
  await db.update(people).set({ suspendedAt: null });
});

test('people are asked by what they can help with, each once for a question', async () => {
  const requirementId = (await workspaceOf(1)).requirement?.id ?? 0;
  const { id, title } = await makeTopic(asker, { tags: 'letters' });
  const [byPoint, byTag, other] = [
    await makePerson({ name: 'Pia Point' }),
    await makePerson({ name: 'Tao Tag' }),
    await makePerson({ name: 'Oda Other' }),
  ];
  await db
    .insert(helpOffers)
    .values({ personId: byPoint.id, requirementId, line: 'Finding people to test with' });
  await db.insert(helpTags).values({ personId: byTag.id, tag: 'letters', line: '' });
  const asFirst = await app.signInAs(first);
  const path = `/topics/${id}/follow-up`;
  const page = await asFirst.get(path).expect(200);
  expect(page.text).toContain('Pia Point, Camden: Finding people to test with');
  expect(page.text).toContain('Tao Tag, Camden: letters');
  expect(page.text).not.toContain('Oda Other');
  expect((await send(asFirst, `${path}/requests`, {}).expect(422)).text).toContain('Choose whom to ask');
  const boxes = Object.fromEntries([byPoint, byTag, other].map((person) => [`person-${person.id}`, 'yes']));
  await send(asFirst, `${path}/requests`, boxes).expect(303);
  await send(asFirst, `${path}/requests`, boxes).expect(303);
  const subject = `Can you help with “${title}”?`;
  for (const [person, times] of [
    [byPoint, 1],
    [byTag, 1],
    [other, 0],
  ] as const)
    expect((await subjectsTo(person)).filter((told) => told === subject)).toHaveLength(times);
  expect((await asFirst.get(path)).text).toContain(
    'Everybody who says that they can help with this has been asked',
  );
});

test('what has a reply is not taken on any more, and a coordinator of another workspace finds nothing', async () => {
  const { id } = await makeTopic(asker);
  const asElsewhere = await app.signInAs(elsewhere);
  await asElsewhere.get(`/topics/${id}/follow-up`).expect(404);
  await send(asElsewhere, `/topics/${id}/follow-up/taking`).expect(404);
  await makeReply(elsewhere, id);
  const asFirst = await app.signInAs(first);
  expect((await asFirst.get(`/topics/${id}/follow-up`).expect(200)).text).toContain('It has a reply now');
  const refused = await send(asFirst, `/topics/${id}/follow-up/taking`).expect(403);
  expect(refused.text).toContain('has a reply now');
  const { id: guidance } = await makeTopic(asker, { kind: 'guidance' });
  await asFirst.get(`/topics/${guidance}/follow-up`).expect(404);
});
