import { eq } from 'drizzle-orm';
import { appeals } from '../../../server/features/appeals/tables.ts';
import { mergeTopics } from '../../../server/features/moderation/moving/merge-topics.ts';
import { moderationLog } from '../../../server/features/moderation/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import {
  makeAct,
  makeAppeal,
  makePerson,
  makeReply,
  makeTopic,
  topicRow,
  workspaceOf,
} from '../../support/make.ts';
import { listTold } from '../../support/told.ts';

const app = useApp();
let author: Member;
let actor: Member;
let other: Member;
let asAuthor: Agent;
let asActor: Agent;
let asOther: Agent;

afterEach(backToNow);

beforeAll(async () => {
  const { id } = await workspaceOf(1);
  author = await makePerson({ name: 'Ada Author' });
  actor = await makePerson({ name: 'Cora Coordinator', council: 'hackney', coordinates: [id] });
  other = await makePerson({ name: 'Otto Other', council: 'barnet', coordinates: [id] });
  asAuthor = await app.signInAs(author);
  asActor = await app.signInAs(actor);
  asOther = await app.signInAs(other);
});

const appealTo = (agent: Agent, actId: number, text = 'I took the name out') =>
  send(agent, `/moderation/acts/${actId}/appeal`, { text });
const decide = (agent: Agent, id: number, decision = 'upheld', reason = 'It is mended') =>
  send(agent, `/moderation/appeals/${id}`, { decision, reason });
const appealOf = async (actId: number) => {
  const [found] = await db.select().from(appeals).where(eq(appeals.actId, actId));
  return found;
};

test('an author appeals once, another coordinator than who acted upholds it, and the post is back at once', async () => {
  const { id } = await makeTopic(author);
  const reply = await makeReply(author, id);
  const actId = await makeAct(actor, id, { post: reply.number });
  const page = await asAuthor.get(`/moderation/acts/${actId}`).expect(200);
  expect(page.text).toContain('If you have mended it');
  await appealTo(asOther, actId).expect(404);
  await appealTo(asAuthor, actId, '').expect(422);
  for (const _ of [1, 2]) await appealTo(asAuthor, actId).expect(303);
  expect((await appealTo(asAuthor, actId, 'And another thing').expect(409)).text).toContain(
    'And another thing',
  );
  const told = await listTold();
  expect(told.filter(({ subject }) => subject.startsWith('Somebody appeals')).map(({ to }) => to)).toEqual([
    other.email,
  ]);
  later({ days: 2 });
  expect((await asAuthor.get(`/moderation/acts/${actId}`)).text).toContain('It has waited for 2 days');
  backToNow();

  const appealId = (await appealOf(actId))?.id ?? 0;
  const address = `/moderation/appeals/${appealId}`;
  expect((await asOther.get('/moderation').expect(200)).text).toContain(
    `href="${address}">Appeal by Ada Author`,
  );
  expect((await asActor.get('/moderation').expect(200)).text).not.toContain(address);
  expect((await asActor.get('/moderation/appeals').expect(200)).text).toContain(address);
  expect((await asActor.get(address).expect(200)).text).not.toContain('name="decision"');
  await decide(asActor, appealId).expect(403);
  await decide(asOther, appealId, 'neither').expect(422);
  await decide(asOther, appealId).expect(303);
  expect((await asActor.get(`/topics/${id}`)).text).not.toContain('A coordinator hid this reply');
  const [line] = await db
    .select()
    .from(moderationLog)
    .where(eq(moderationLog.id, (await appealOf(actId))?.decidedIn ?? 0));
  expect(line).toMatchObject({
    act: 'appeal-upheld',
    actorId: other.id,
    personId: author.id,
    reason: 'It is mended',
  });
  const after = await listTold();
  const subjects = (to: string) => after.filter((one) => one.to === to).map(({ subject }) => subject);
  expect(subjects(author.email)).toContain('Your appeal in Understand user needs was upheld');
  expect(subjects(actor.email)).toContain(
    'An appeal against what you did in Understand user needs was upheld',
  );
  expect((await asAuthor.get(`/moderation/acts/${actId}`)).text).toMatch(/Upheld[\s\S]*It is mended/);

  // Undone by whoever decided, the reply is hidden again and the appeal open.
  const undo = `/moderation/acts/${line?.id}/undo`;
  await send(asActor, undo).expect(409);
  await send(asOther, undo).expect(303);
  expect((await asActor.get(`/topics/${id}`)).text).toContain('A coordinator hid this reply');
  expect(await appealOf(actId)).toMatchObject({ decidedAt: null, decision: null });
  await decide(asOther, appealId, 'declined', 'It is still there').expect(303);
  expect((await asActor.get(`/topics/${id}`)).text).toContain('A coordinator hid this reply');
  expect((await listTold())[0]).toMatchObject({ subject: expect.stringContaining('declined') });
});

test('where there is no other coordinator an administrator decides; where there is one, none sees it', async () => {
  const there = await workspaceOf(3);
  const alone = await makePerson({ council: 'brent', coordinates: [there.id] });
  const administrator = await app.signInAs(await makePerson({ council: 'bexley', administrator: true }));
  const { id } = await makeTopic(author, { requirement: 3 });
  const appealId = await makeAppeal(author, await makeAct(alone, id));
  expect((await administrator.get('/moderation/appeals').expect(200)).text).toContain(
    `/appeals/${appealId}"`,
  );
  const second = await app.signInAs(await makePerson({ council: 'enfield', coordinates: [there.id] }));
  await administrator.get(`/moderation/appeals/${appealId}`).expect(404);
  await second.get(`/moderation/appeals/${appealId}`).expect(200);
  const { id: next } = await makeTopic(author, { requirement: 4 });
  const onlyOne = await makePerson({ council: 'ealing', coordinates: [(await workspaceOf(4)).id] });
  const nextAppeal = await makeAppeal(author, await makeAct(onlyOne, next));
  await decide(administrator, nextAppeal).expect(303);
  expect(await topicRow(next)).toMatchObject({ removedAs: null });
  const lines = await db.select().from(moderationLog).where(eq(moderationLog.topicId, next));
  expect(lines.map(({ role }) => role)).toContain('Administrator');
});

test('of two who decide at once the second is told what the first decided', async () => {
  const everywhere = await app.signInAs(await makePerson({ council: 'barnet', coordinates: 'all' }));
  const { id } = await makeTopic(author);
  const appealId = await makeAppeal(author, await makeAct(actor, id));
  const sent = await Promise.all([
    decide(asOther, appealId, 'upheld'),
    decide(everywhere, appealId, 'declined', 'No'),
  ]);
  expect(sent.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(sent.find(({ status }) => status === 409)?.text).toContain('has decided this meanwhile');
  const lines = await db.select().from(moderationLog).where(eq(moderationLog.topicId, id));
  expect(lines.filter(({ act }) => act.startsWith('appeal-'))).toHaveLength(1);
});

test('what is made good before an appeal is decided upholds it, and there is nothing to appeal against then', async () => {
  const { id } = await makeTopic(author);
  const actId = await makeAct(actor, id, { name: 'lock' });
  await makeAppeal(author, actId);
  await makeAct(actor, id, { name: 'unlock' });
  expect(await appealOf(actId)).toMatchObject({ decision: 'upheld', decidedBy: actor.id });
  const undone = await makeAct(actor, id, { name: 'lock' });
  await makeAct(actor, id, { name: 'unlock' });
  await appealTo(asAuthor, undone).expect(409);
  expect(await topicRow(id)).toMatchObject({ lockedAt: null });
});

test('against a move, a merge or a split an author appeals too, and whoever decides sees to it by hand', async () => {
  const { id } = await makeTopic(author, { title: 'Bins that were missed' });
  const { id: to } = await makeTopic(author);
  const merging = { reason: 'The same', note: '', latest: 0 };
  const merged = await mergeTopics(actor, id, to, merging);
  const actId = 'id' in merged ? merged.id : 0;
  const told = await asAuthor.get(`/moderation/acts/${actId}`).expect(200);
  expect(told.text).toMatch(/Bins that were missed[\s\S]*they see to it that it is made good/);
  const sent = await appealTo(asAuthor, actId).expect(303);
  expect((await asAuthor.get(String(sent.headers.location))).text).toContain('Your appeal is sent');
  const appeal = await appealOf(actId);
  const page = await asOther.get(`/moderation/appeals/${appeal?.id}`).expect(200);
  expect(page.text).toContain('Nothing is put back by itself');
  const decided = await decide(asOther, appeal?.id ?? 0).expect(303);
  expect((await asOther.get(String(decided.headers.location))).text).toContain('The appeal is decided');
  expect((await listTold()).find(({ to }) => to === author.email)?.text).toContain(
    'cannot be made good by itself',
  );
  // Undone in time, what was appealed against is good again.
  const { id: second } = await makeTopic(author);
  const again = await mergeTopics(actor, second, to, { ...merging, reason: 'Again' });
  const secondAct = 'id' in again ? again.id : 0;
  await appealTo(asAuthor, secondAct).expect(303);
  await send(asActor, `/moderation/acts/${secondAct}/undo`).expect(303);
  expect(await appealOf(secondAct)).toMatchObject({ decision: 'upheld' });
});
