import { acceptAnswer, undoAcceptance } from '../../../server/features/replies/accept-answer.ts';
import { editReply } from '../../../server/features/replies/edit-reply.ts';
import { removeReply } from '../../../server/features/replies/remove-reply.ts';
import { changeTopicState } from '../../../server/features/topics/change-topic-state.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { makeGuest, makePerson, makeReply, makeTopic, topicFields } from '../../support/make.ts';
import { queriesDuring } from '../../support/queries.ts';

const app = useApp();
let asker: Member;
let other: Member;
let asOther: Agent;

beforeAll(async () => {
  asker = await makePerson({ name: 'Amina Asker', council: 'islington' });
  other = await makePerson({ name: 'Hana Helper', council: 'hackney' });
  asOther = await app.signInAs(other);
});

const address = '/workspaces/understand-user-needs/topics/similar';
const look = async (title: string, agent = asOther, kind = 'question'): Promise<string> =>
  (await agent.get(address).query({ kind, title }).expect(200)).text;
/** The titles that are found, in their order. */
const titlesFor = async (title: string, agent = asOther) =>
  [...(await look(title, agent)).matchAll(/<a [^>]*>([^<]*)<span/g)].map(([, found]) => found);

async function makeSolved(title: string, body: string) {
  const topic = await makeTopic(asker, { title });
  const reply = await makeReply(other, topic.id, { body });
  await acceptAnswer(asker, reply.id);
  return { ...topic, replyId: reply.id };
}

test('topics like the title are shown, the solved one first with its answer, and what is not like it is not', async () => {
  await makeTopic(asker, { title: 'How do we report missed garden waste?' });
  await makeSolved('Reporting of missed garden waste bags', 'We text people on the **morning** after.');
  await makeTopic(asker, { title: 'Booking a registrar' });
  const found = await look('report missed garden waste');
  expect(found).toMatch(/bags[\s\S]*Answer:<\/strong> We text people on the morning after\.[\s\S]*How do we/);
  expect(found).toMatch(/Has this been asked\?[\s\S]*Answered[\s\S]*Islington[\s\S]*Open/);
  expect(found).not.toContain('registrar');
  expect(await look('report missed garden waste', asOther, 'pattern')).toContain(
    'Is there something like this already?',
  );
});

test('a solved one that is only a little like it does not stand before what is very like it', async () => {
  await makeSolved('Renew parking permits', 'By post.');
  await makeTopic(asker, { title: 'Renew visitor parking permits by telephone' });
  expect(await titlesFor('renew visitor parking permits by telephone')).toEqual([
    'Renew visitor parking permits by telephone',
    'Renew parking permits',
  ]);
});

test('words are found in other forms, without accents, and in tags, text and answer', async () => {
  await makeTopic(asker, {
    title: 'Café licences',
    tags: 'pavement seating',
    fields: { trying: 'Let **traders** apply for gazebos' },
  });
  for (const title of ['licensed cafes licence', 'seating on pavements', 'traders applying for gazebo'])
    expect([title, await titlesFor(title)]).toEqual([title, ['Café licences']]);
});

test('what changes is found as it now is, at once', async () => {
  const { id, replyId } = await makeSolved('Zebra crossings', 'Paint them with thermoplastic.');
  const asked = 'zebra crossings';
  expect(await look(asked)).toContain('Paint them with thermoplastic.');
  await editReply(other, replyId, 'Paint them with resin.');
  expect(await look(asked)).toMatch(/Paint them with resin\./);
  expect(await titlesFor('resin zebra')).toEqual(['Zebra crossings']);
  await undoAcceptance(asker, replyId);
  expect(await look(asked)).not.toContain('resin');
  await acceptAnswer(asker, replyId);
  await removeReply(other, replyId);
  expect(await look(asked)).not.toContain('resin');

  const asAsker = await app.signInAs(asker);
  await send(asAsker, `/topics/${id}/edit`, topicFields('question', { title: 'Pelican crossings' })).expect(
    303,
  );
  expect(await titlesFor(asked)).not.toContain('Zebra crossings');
  expect(await titlesFor('pelican crossings')).toContain('Pelican crossings');
});

test('nobody is shown what they may not see, and nobody what is not to be followed', async () => {
  const title = 'Unicorn stables inspection';
  const parts = { title, kind: 'guidance' } as const;
  await makeTopic(asker, { ...parts, state: 'draft' });
  const { id } = await makeTopic(asker, { ...parts, visibility: 'group', requirement: 2 });
  const asGuest = await app.signInAs(await makeGuest({ workspaces: [1] }));
  const asOtherGuest = await app.signInAs(await makeGuest({ workspaces: [1, 2] }));
  const asAsker = await app.signInAs(asker);
  expect(await titlesFor(title)).toEqual([title]);
  expect(await titlesFor(title, asAsker)).toEqual([title]);
  expect(await titlesFor(title, asOtherGuest)).toEqual([title]);
  expect(await look(title, asGuest)).toBe('');
  await changeTopicState(asker, id, 'withdrawn');
  expect(await look(title)).toBe('');
});

test('any title can be looked for, in one question', async () => {
  for (const title of [
    '',
    'the of and',
    `it's "quoted" \\ 'n' & | ! :* <->`,
    'C:\\Users\\x',
    '😀',
    'x'.repeat(9999),
  ])
    await look(title);
  await asOther.get(address).query({ kind: 'nothing', title: 'x' }).expect(404);
  const asked = await queriesDuring(() => look('report missed garden waste'));
  expect(asked.filter((query) => query.includes('topic_texts'))).toHaveLength(1);
  // With the session and the workspace.
  expect(asked).toHaveLength(3);
});

test('the form of a new topic has room for them, and that of an edit has not', async () => {
  const hasRoom = async (path: string) => (await asOther.get(path).expect(200)).text.includes('data-similar');
  expect(await hasRoom('/workspaces/understand-user-needs/topics/new?kind=guidance')).toBe(true);
  const { id } = await makeTopic(other);
  expect(await hasRoom(`/topics/${id}/edit`)).toBe(false);
});
