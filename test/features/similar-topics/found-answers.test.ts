import { withdrawName } from '../../../server/features/leaving/withdraw-name.ts';
import { acceptAnswer, undoAcceptance } from '../../../server/features/replies/accept-answer.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { ask } from '../../support/databases.ts';
import { makePerson, makeReply, makeTopic, topicFields, topicRow } from '../../support/make.ts';

const app = useApp();
let asker: Member;
let other: Member;
let asOther: Agent;

beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Asker', council: 'islington' });
  other = await makePerson({ name: 'Hana Helper', council: 'hackney' });
  asOther = await app.signInAs(other);
});

const place = '/workspaces/understand-user-needs/topics?kind=question';
const text = async (agent: Agent, path: string) => (await agent.get(path).expect(200)).text;
const says = (agent: Agent, id: number, given: Record<string, string> = {}) =>
  send(agent, `/topics/${id}/found-answers`, topicFields('question', { place, writer: '1', ...given }));
const inDatabase = (query: string) => ask(process.env.DATABASE_URL as string, query);

async function makeSolved(title: string) {
  const { id } = await makeTopic(asker, { title });
  const reply = await makeReply(other, id, { body: 'Like so.' });
  await acceptAnswer(asker, reply.id);
  return { id, replyId: reply.id };
}

test('this answers it: the draft ends, and the topic says, live, how many it answered', async () => {
  const { id } = await makeSolved('Clean air zones');
  const page = await app.connect();
  await page.watch(`topic:${id}`);
  const formId = 'form-of-found';
  await send(asOther, '/drafts', {
    ...topicFields('question', { title: 'Air zones?' }),
    formId,
    place,
  }).expect(200);
  const sent = await says(asOther, id, {
    title: 'Air zones?',
    formId,
    draft: formId,
    draftVersion: '1',
  }).expect(303);
  await page.hearText('It answered 1 other person without asking');
  expect(await text(asOther, '/account/drafts')).not.toContain('Air zones?');

  const arrived = await text(asOther, sent.headers.location ?? '');
  expect(arrived).toContain('we have counted that this answers it');
  const [, bringBack = ''] = /action="(\/drafts\/\d+\/removal\/removal)"/.exec(arrived) ?? [];
  await send(asOther, bringBack).expect(303);
  expect(await text(asOther, '/account/drafts')).toContain('Air zones?');

  await says(await app.signInAs(await makePerson()), id).expect(303);
  expect(await text(app.visitor(), `/topics/${id}`)).toContain('It answered 2 others without asking');
});

test('what was typed and not yet kept can be brought back too', async () => {
  const { id } = await makeSolved('Low traffic streets');
  const sent = await says(asOther, id, { title: 'Quiet streets?' }).expect(303);
  const [, draft] = /draft=(\d+)/.exec(sent.headers.location ?? '') ?? [];
  await send(asOther, `/drafts/${draft}/removal/removal`).expect(303);
  expect(await text(asOther, `/drafts/${draft}`)).toContain('Quiet streets?');
});

test('nobody is counted twice, nor the author of the topic; and nothing says who it was', async () => {
  const { id } = await makeSolved('Tree preservation');
  await says(asOther, id).expect(303);
  await says(asOther, id).expect(303);
  await says(await app.signInAs(asker), id).expect(303);
  expect((await topicRow(id)).foundCount).toBe(1);
  const told = await inDatabase(
    `select actor_id from events where topic_id = ${id} and name = 'answer-found'`,
  );
  expect(told).toEqual([{ actor_id: null }]);
});

test('what has no answer any more is refused, and what was typed is kept as a draft', async () => {
  const { id, replyId } = await makeSolved('Ash dieback');
  await undoAcceptance(asker, replyId);
  const refused = await says(asOther, id, { title: 'Sick ash trees?' }).expect(403);
  const [, draft = ''] = /href="(\/drafts\/\d+)"/.exec(refused.text) ?? [];
  expect(await text(asOther, draft)).toContain('Sick ash trees?');
  expect((await topicRow(id)).foundCount).toBe(0);
});

test('whoever takes their name off is forgotten, and the count stays', async () => {
  const { id } = await makeSolved('Grit bins');
  const leaver = await makePerson();
  await says(await app.signInAs(leaver), id).expect(303);
  const { email, council } = leaver;
  await db.transaction((tx) =>
    withdrawName(
      tx,
      { id: leaver.id, email, councilId: council.id },
      { actorId: leaver.id, reason: 'Asked' },
    ),
  );
  expect(await inDatabase(`select * from found_answers where topic_id = ${id}`)).toEqual([]);
  expect((await topicRow(id)).foundCount).toBe(1);
});
