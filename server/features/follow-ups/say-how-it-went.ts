import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Member } from '../../platform/viewer.ts';
import { recordAdoption } from '../adoptions/record-adoption.ts';
import { sayWhetherItHelped } from '../same-problems/say-whether-it-helped.ts';
import { holdTopicFor } from '../topics/queries.ts';
import { later } from './ask-how-it-went.ts';
import type { Answer } from './interest-forms.ts';
import { listInterestsIn } from './interest-queries.ts';
import { interests } from './tables.ts';

interface Said {
  topicId: number;
  interestId: number;
  answer: Answer;
}

/** Says for one's council how it went. False where a colleague has said so since, or there is nothing to say any more. */
export async function sayHowItWent(member: Member, { topicId, interestId, answer }: Said): Promise<boolean> {
  const all = await listInterestsIn(topicId, member.council.id);
  const interest = all.find(({ id }) => id === interestId);
  if (!interest) throw notFound();
  if (!interest.isOpen) return false;
  const { adoption } = interest;
  if (adoption && (answer === 'using' || answer === 'trying')) {
    const { serviceId, since, worked, outcome, contactId } = adoption;
    const isSame = adoption.stage === answer;
    // What is recorded takes the place of what was, and so is an interest of its own.
    if (!isSame)
      await recordAdoption(member, topicId, { stage: answer, serviceId, since, worked, outcome, contactId });
    return isSame ? end(member, interestId, { askAt: later(), askedAt: null }) : end(member, interestId);
  }
  if (adoption) {
    if (answer !== 'later') throw notFound();
    return end(member, interestId, { askAt: later(), askedAt: null });
  }
  if (answer !== 'yes' && answer !== 'partly' && answer !== 'no') throw notFound();
  return db.transaction(async (tx) => {
    const topic = await holdTopicFor(member, topicId, tx);
    const isFirst = await end(member, interestId, undefined, tx);
    if (isFirst) await sayWhetherItHelped(tx, member, topic, answer);
    return isFirst;
  });
}

/** It is answered, or asked about again. */
async function end(
  { id }: Member,
  interestId: number,
  set: Partial<typeof interests.$inferInsert> = { answeredAt: clock.now(), answeredBy: id },
  executor: Pick<typeof db, 'update'> = db,
): Promise<boolean> {
  const ended = await executor
    .update(interests)
    .set(set)
    .where(and(eq(interests.id, interestId), isNull(interests.answeredAt)))
    .returning({ id: interests.id });
  return ended.length > 0;
}
