import { asc, eq } from 'drizzle-orm';
import { giveNotices, type NewNotice, oncePost } from '../../../server/features/notices/give-notices.ts';
import { kindWords, noticeKinds } from '../../../server/features/notices/kinds.ts';
import { notices } from '../../../server/features/notices/tables.ts';
import { db } from '../../../server/platform/database.ts';
import type { Member } from '../../../server/platform/viewer.ts';
import { useApp } from '../../support/app.ts';
import { makePerson, makeTopic } from '../../support/make.ts';

useApp();
let actor: Member;
let told: Member;
let topicId: number;

beforeEach(async () => {
  actor ??= await makePerson();
  told = await makePerson();
  topicId = (await makeTopic(actor)).id;
});

const give = (...given: NewNotice[]) => db.transaction((tx) => giveNotices(tx, given));

const noticesOf = ({ id }: Member) =>
  db.select().from(notices).where(eq(notices.personId, id)).orderBy(asc(notices.id));

const of = (kind: NewNotice['kind'], post: number): NewNotice => {
  const { id: personId } = told;
  return { personId, kind, topicId, post, actorId: actor.id, once: oncePost(topicId, post) };
};

test('a notice waits unread for whom it is given to', async () => {
  const words = { subject: 'A “subject”', paragraphs: ['One', 'Two'] };
  await give(of('reply', 1), { personId: told.id, kind: 'act', words, href: '/account', once: 'this' });
  expect(await noticesOf(told)).toMatchObject([
    { kind: 'reply', topicId, post: 1, actorId: actor.id, words: null, href: null, readAt: null },
    { kind: 'act', topicId: null, post: null, actorId: null, words, href: '/account', readAt: null },
  ]);
  expect(await noticesOf(actor)).toEqual([]);
});

test('of the same nobody is told twice, whatever else they could be told of it for', async () => {
  await give(of('reply', 1));
  await give(of('followed', 1), of('reply', 1), of('followed', 2));
  expect(await noticesOf(told)).toMatchObject([
    { kind: 'reply', post: 1 },
    { kind: 'followed', post: 2 },
  ]);
});

test('a mention takes the place of what they were told of the post before, even if that was read', async () => {
  await give(of('followed', 1), of('reply', 2), of('mention', 3));
  await db.update(notices).set({ readAt: new Date() }).where(eq(notices.personId, told.id));
  await give(of('mention', 1), of('mention', 3));
  const [reply, third, first] = await noticesOf(told);
  expect(reply).toMatchObject({ kind: 'reply', post: 2 });
  // Told of it already.
  expect(third).toMatchObject({ kind: 'mention', post: 3, readAt: expect.any(Date) });
  expect(first).toMatchObject({ kind: 'mention', post: 1, readAt: null });
});

test('what is not committed is not given', async () => {
  const undone = db.transaction(async (tx) => {
    await giveNotices(tx, [of('reply', 1)]);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await noticesOf(told)).toEqual([]);
});

test('two thousand are told at once', async () => {
  const many = Array.from({ length: 2000 }, (_, at) => ({ ...of('reply', at), once: oncePost(topicId, at) }));
  await give(...many);
  expect(await noticesOf(told)).toHaveLength(2000);
});

test('every kind has words', () => {
  expect(Object.keys(kindWords)).toEqual([...noticeKinds]);
});
