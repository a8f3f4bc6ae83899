import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { Member } from '../../platform/viewer.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { holdTopicFor } from '../topics/queries.ts';
import { toQuestion } from './own.ts';
import { canFollowUp, canRefuse, hasReply, whyNotFollowUp } from './policy.ts';
import { findWaiting, holdFollowUp } from './queries.ts';
import { answerRequests } from './tables.ts';
import { canYouAnswer } from './told.ts';
import { listWhoMayBeAsked } from './who-can-help.ts';

/** Asks people to answer a question who say that they can help with what it is about; each once. Says how many. */
export function askHelpers(actor: Member, topicId: number, personIds: number[]): Promise<number> {
  return db.transaction(async (tx) => {
    const topic = await holdTopicFor(actor, topicId, tx);
    const followUp = await holdFollowUp(tx, topicId);
    if (!canFollowUp(actor, topic) && !canRefuse(actor, followUp)) throw notAllowed(whyNotFollowUp);
    const question = await findWaiting(tx, topicId);
    if (!question) throw notAllowed(hasReply).leadingTo(toQuestion(topicId));
    const asked = await listWhoMayBeAsked(tx, question, personIds);
    for (const { id } of asked) {
      await tx
        .insert(answerRequests)
        .values({ topicId, personId: id, askedBy: actor.id, askedAt: clock.now() })
        .onConflictDoNothing();
      const once = `answer-requested:${topicId}`;
      const about = { kind: 'asked' as const, by: actor, topic: question, once, isOfOthers: true };
      await tellPerson(tx, id, canYouAnswer(question, actor.name), about);
    }
    return asked.length;
  });
}
