import { eq } from 'drizzle-orm';
import { findCouncil } from '../../../server/features/councils/queries.ts';
import { markAsLeft } from '../../../server/features/leaving/leave.ts';
import { askForReview } from '../../../server/features/reviews/ask-for-review.ts';
import { goRound } from '../../../server/features/reviews/go-round.ts';
import { loadStandards } from '../../../server/features/standard/load.ts';
import { requirements } from '../../../server/features/standard/tables.ts';
import { changeTopicState } from '../../../server/features/topics/change-topic-state.ts';
import { holdTopicFor } from '../../../server/features/topics/queries.ts';
import { clock } from '../../../server/platform/clock.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import {
  makeAct,
  makeGuest,
  makePerson,
  makeTopic,
  topicFields,
  topicRow,
  workspaceOf,
} from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let owner: Member;
let other: Member;
let asOwner: Agent;
let asOther: Agent;

beforeAll(async () => {
  owner = await makePerson({ name: 'Olu Owner' });
  other = await makePerson({ name: 'Hana Helper', council: 'hackney' });
  asOwner = await app.signInAs(owner);
  asOther = await app.signInAs(other);
});
afterEach(backToNow);

const make = () => makeTopic(owner, { kind: 'guidance', title: 'Recruiting people' });
const text = async (agent: Agent, path: string) => (await agent.get(path).expect(200)).text;
/** The days from one to another go by, and each has its round. */
async function pass(from: number, to: number): Promise<void> {
  for (let days = from; days <= to; days++) {
    later({ days });
    await goRound();
  }
  await app.runJobs();
}
const asked = async (title: string) =>
  (await listTold()).filter(({ to, subject }) => to === owner.email && subject.includes(title)).length;

test('guidance is current for six months, then due, then overdue, and its owner is asked four times', async () => {
  const { id, title } = await make();
  const before = await asked(title);
  const { seq } = await topicRow(id);
  expect(await text(asOther, `/topics/${id}`)).toContain('state--current">Current');
  // Half a year is 181 to 184 days.
  await pass(163, 166);
  expect((await asked(title)) - before).toBe(0);
  await pass(167, 180);
  expect((await asked(title)) - before).toBe(1);
  expect((await topicRow(id)).health).toBe('current');
  await pass(181, 190);
  expect((await asked(title)) - before).toBe(2);
  expect(await topicRow(id)).toMatchObject({ health: 'review-due', seq: seq + 1 });
  asOther = await app.signInAs(other);
  expect(await text(asOther, `/topics/${id}`)).toMatch(/state--review-due[\s\S]*was due for review on/);
  expect(await text(asOther, '/workspaces/understand-user-needs?kind=guidance&state=guidance-due')).toContain(
    `href="/topics/${id}"`,
  );
  await pass(191, 215);
  expect((await asked(title)) - before).toBe(4);
  expect((await topicRow(id)).health).toBe('overdue');
  await pass(216, 230);
  expect((await asked(title)) - before).toBe(4);
  // A new reason is a question once more, also to who was asked before.
  await db.transaction(async (tx) =>
    askForReview(tx, await holdTopicFor(owner, id, tx), 'A link in it is dead'),
  );
  await pass(231, 235);
  expect((await asked(title)) - before).toBe(5);
  backToNow();
  asOther = await app.signInAs(other);
}, 60_000);

test('of what a coordinator took off nobody is asked, until it is put back', async () => {
  const coordinator = await makePerson({ coordinates: 'all' });
  const { id, title } = await makeTopic(owner, { kind: 'guidance', title: 'Taken off' });
  await makeAct(coordinator, id, { name: 'hide' });
  await pass(185, 186);
  expect(await asked(title)).toBe(0);
  await makeAct(coordinator, id, { name: 'restore' });
  await pass(187, 187);
  expect(await asked(title)).toBe(1);
});

test('“still right” is one step, and begins another six months; so does an edit', async () => {
  const { id } = await make();
  later({ days: 200 });
  await goRound();
  asOwner = await app.signInAs(owner);
  expect(await text(asOwner, `/topics/${id}`)).toContain('Say that it is still right');
  await send(asOwner, `/topics/${id}/review`, {}).expect(303);
  const checked = await topicRow(id);
  expect(checked).toMatchObject({ health: 'current', reviewAsks: 0 });
  expect(checked.reviewBy?.getTime()).toBeGreaterThan(clock.now().getTime() + 175 * 86_400_000);
  expect(await text(asOwner, `/topics/${id}/review`)).toContain('Olu Owner said that it is still right');
  later({ days: 200 });
  await goRound();
  asOwner = await app.signInAs(owner);
  await send(asOwner, `/topics/${id}/edit`, topicFields('guidance', { from: '1' })).expect(303);
  expect((await topicRow(id)).health).toBe('current');
});

test('its owner may choose another day, but none that is over', async () => {
  const { id } = await make();
  const on = (year: number) => ({ 'review-day': '3', 'review-month': '4', 'review-year': `${year}` });
  const year = new Date().getFullYear();
  const refused = await send(asOwner, `/topics/${id}/review`, on(year - 1)).expect(422);
  expect(refused.text).toContain('The date must be today or later');
  await send(asOwner, `/topics/${id}/review`, on(year + 1)).expect(303);
  expect((await topicRow(id)).reviewBy?.getFullYear()).toBe(year + 1);
});

test('others cannot say so; what is withdrawn, and a question, is not reviewed', async () => {
  const { id } = await make();
  await send(asOther, `/topics/${id}/review`, {}).expect(403);
  const coordinator = await makePerson({ coordinates: [(await workspaceOf()).id] });
  await send(await app.signInAs(coordinator), `/topics/${id}/review`, {}).expect(303);
  await changeTopicState(owner, id, 'withdrawn');
  await send(asOwner, `/topics/${id}/review`, {}).expect(403);
  const question = await makeTopic(owner);
  await asOwner.get(`/topics/${question.id}/review`).expect(403);
  later({ days: 250 });
  await goRound();
  expect((await topicRow(id)).health).toBe('current');
  expect((await topicRow(question.id)).reviewBy).toBeNull();
});

test('it can be asked for at once, with a reason that readers see, and once for each reason', async () => {
  const { id } = await make();
  const ask = () =>
    db.transaction(async (tx) =>
      askForReview(tx, await holdTopicFor(owner, id, tx), 'Two councils said it did not work'),
    );
  await ask();
  await ask();
  expect(await topicRow(id)).toMatchObject({
    health: 'review-due',
    reviewReasons: ['Two councils said it did not work'],
  });
  expect(await text(asOther, `/topics/${id}`)).toContain('Two councils said it did not work');
  await goRound();
  expect((await listTold())[0]?.text).toContain('Two councils said it did not work');
});

test('when the text of its requirement changes, it is due', async () => {
  const { id } = await makeTopic(owner, { kind: 'pattern', requirement: 3 });
  const elsewhere = await makeTopic(owner, { kind: 'pattern', requirement: 4 });
  const requirementId = (await workspaceOf(3)).requirement?.id ?? 0;
  await db.update(requirements).set({ statement: 'Another text' }).where(eq(requirements.id, requirementId));
  await db.transaction(loadStandards);
  expect(await topicRow(id)).toMatchObject({
    health: 'review-due',
    reviewReasons: ['The text of the requirement has changed'],
  });
  expect((await topicRow(elsewhere.id)).health).toBe('current');
});

test('what a leaver looked after is their lead’s; without a lead coordinators find it, as what is due and overdue', async () => {
  const [leaver, stray] = [
    await makePerson({ council: 'sutton' }),
    await makePerson({ council: 'merton', name: 'Stray Writer' }),
  ];
  const lead = await makePerson({ council: 'sutton', lead: true });
  const handed = await makeTopic(leaver, { kind: 'pattern', requirement: 5, title: 'Handed on' });
  await makeTopic(stray, { kind: 'guidance', requirement: 5, title: 'Left alone' });
  await makeTopic(owner, { kind: 'guidance', requirement: 6, title: 'Somewhere else' });
  const admin = await makePerson({ administrator: true });
  await markAsLeft(lead, await findCouncil('sutton'), leaver.id, 'Moved on');
  await markAsLeft(admin, await findCouncil('merton'), stray.id, 'Moved on');
  expect((await topicRow(handed.id)).ownerId).toBe(lead.id);
  expect((await listTold()).find(({ to }) => to === lead.email)?.text).toContain('Handed on');
  expect(await text(await app.signInAs(lead), '/account/reviews')).toContain('Handed on');

  const coordinator = await makePerson({ coordinates: [(await workspaceOf(5)).id] });
  const list = await text(await app.signInAs(coordinator), '/reviews');
  expect(list).toMatch(/Left alone[\s\S]*Nobody looks after it: Stray Writer/);
  expect(list).not.toContain('Somewhere else');
  await asOther.get('/reviews').expect(404);
  later({ days: 250 });
  await goRound();
  const overdue = await text(await app.signInAs(coordinator), '/reviews?need=overdue');
  expect(overdue).toMatch(/Overdue <span[^>]*>2</);
  expect(overdue).toContain('Handed on');
});

test('what a guest looked after whose time is over, and what came without anybody, has nobody who is asked', async () => {
  const guest = await makeGuest({ workspaces: [7], days: 30, approved: true });
  const { id } = await makeTopic(guest, { kind: 'guidance', requirement: 7, title: 'By a guest' });
  const coordinator = await makePerson({ coordinates: [(await workspaceOf(7)).id] });
  const list = async () => text(await app.signInAs(coordinator), '/reviews?need=ownerless');
  expect(await list()).not.toContain('By a guest');
  later({ days: 31 });
  expect(await list()).toMatch(/By a guest[\s\S]*Nobody looks after it: Guest/);
  await pass(184, 186);
  expect((await listTold()).filter(({ subject }) => subject.includes('By a guest'))).toEqual([]);
  expect((await topicRow(id)).health).toBe('review-due');
});
