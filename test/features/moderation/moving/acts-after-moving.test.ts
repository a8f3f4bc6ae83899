import { splitTopic } from '../../../../server/features/moderation/moving/split-topic.ts';
import { purgeRemoved } from '../../../../server/features/moderation/purging/purge-removed.ts';
import { findReplyByNumber } from '../../../../server/features/replies/queries.ts';
import type { Member } from '../../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../../support/app.ts';
import { backToNow, later } from '../../../support/clock.ts';
import { makeAct, makePerson, makeReply, makeTopic, topicRow, workspaceOf } from '../../../support/make.ts';
import { listTold } from '../../../support/told.ts';

const app = useApp();
let author: Member;
let coordinator: Member;
let other: Member;
let asAuthor: Agent;
let asCoordinator: Agent;
let asOther: Agent;

afterEach(backToNow);

beforeAll(async () => {
  const { id } = await workspaceOf(1);
  author = await makePerson({ name: 'Ada Author' });
  coordinator = await makePerson({ name: 'Cora', council: 'hackney', coordinates: [id] });
  other = await makePerson({ name: 'Otto', council: 'barnet', coordinates: [id] });
  asAuthor = await app.signInAs(author);
  asCoordinator = await app.signInAs(coordinator);
  asOther = await app.signInAs(other);
});

/** A reply on which a coordinator acted, and that then was split off; the question that it is in now. */
async function makeMoved(name: 'hide' | 'remove', { accepted = false } = {}) {
  const { id } = await makeTopic(author);
  const reply = await makeReply(author, id, { body: `Quokkaberry ${id}` });
  if (accepted) await send(asAuthor, `/replies/${reply.id}/acceptance`).expect(303);
  const actId = await makeAct(coordinator, id, { name, post: reply.number });
  const split = {
    title: 'Of its own',
    numbers: [reply.number],
    reason: 'Another question',
    note: '',
    latest: 0,
  };
  const move = async () => {
    const done = await splitTopic(coordinator, id, split);
    if (!('id' in done)) throw new Error('It was not split off');
    const page = await asCoordinator.get(`/moderation/topics/${id}?done=${done.id}`).expect(200);
    return Number(/href="\/topics\/(\d+)">Go to the new question/.exec(page.text)?.[1]);
  };
  return { id, actId, move };
}

const appealTo = async (actId: number) => {
  await send(asAuthor, `/moderation/acts/${actId}/appeal`, { text: 'I took the name out' }).expect(303);
  const queue = await asOther.get('/moderation').expect(200);
  return /\/moderation\/appeals\/\d+/.exec(queue.text)?.[0] ?? '';
};

test('an act on a reply that was moved since is undone where the reply is now, and stands there among what was done', async () => {
  const { id, actId, move } = await makeMoved('hide', { accepted: true });
  const topicId = await move();
  const page = await asCoordinator.get(`/moderation/topics/${topicId}/replies/1`).expect(200);
  expect(page.text).toMatch(/Hid<\/strong> this reply[\s\S]*It names a resident/);
  expect((await asAuthor.get(`/topics/${topicId}`)).text).toContain('A coordinator hid this reply');
  const undone = await send(asCoordinator, `/moderation/acts/${actId}/undo`).expect(303);
  expect(undone.headers.location).toContain(`/moderation/topics/${topicId}/replies/1`);
  expect((await asOther.get(`/topics/${topicId}`)).text).toContain(`Quokkaberry ${id}`);
  // It is an accepted answer again, of the question that it is in.
  expect(await topicRow(topicId)).toMatchObject({ state: 'answered', acceptedCount: 1, replyCount: 1 });
  expect(await topicRow(id)).toMatchObject({ state: 'reopened', acceptedCount: 0, replyCount: 0 });
});

test.each(['before', 'after'])(
  'an appeal about a reply that is made %s it is moved is decided where it is now',
  async (when) => {
    const { id, actId, move } = await makeMoved('hide');
    const early = when === 'before' ? await appealTo(actId) : '';
    const topicId = await move();
    const told = await asAuthor.get(`/moderation/acts/${actId}`).expect(200);
    expect(told.text).toContain(`href="/topics/${topicId}/replies/1"`);
    const appeal = early || (await appealTo(actId));
    expect((await asOther.get(appeal).expect(200)).text).toContain(`Quokkaberry ${id}`);
    await send(asOther, appeal, { decision: 'upheld', reason: 'It is mended' }).expect(303);
    expect((await asOther.get(`/topics/${topicId}`)).text).toContain(`Quokkaberry ${id}`);
    expect(
      (await listTold()).some(({ to, subject }) => to === author.email && subject.includes('upheld')),
    ).toBe(true);
  },
);

test('an appeal is settled by putting the reply back where it is now', async () => {
  const { actId, move } = await makeMoved('hide');
  const appeal = await appealTo(actId);
  const topicId = await move();
  await makeAct(other, topicId, { name: 'restore', post: 1 });
  expect((await asOther.get(appeal).expect(200)).text).toContain('Upheld');
});

test('an appeal about a reply that was moved keeps its text until it is decided', async () => {
  const { id, actId, move } = await makeMoved('remove');
  const appeal = await appealTo(actId);
  const topicId = await move();
  later({ days: 31 });
  const asDecider = await app.signInAs(other);
  const text = async () => (await findReplyByNumber(other, topicId, 1)).reply.body;
  await purgeRemoved();
  expect(await text()).toBe(`Quokkaberry ${id}`);
  await send(asDecider, appeal, { decision: 'declined', reason: 'It stays off' }).expect(303);
  later({ days: 32 });
  await purgeRemoved();
  expect(await text()).toBe('');
});
