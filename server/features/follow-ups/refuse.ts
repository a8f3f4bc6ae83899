import { and, eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { Member } from '../../platform/viewer.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { holdTopicFor } from '../topics/queries.ts';
import { offerNext } from './offer-next.ts';
import { toQuestion } from './own.ts';
import { canRefuse, hasReply, whyNotRefuse } from './policy.ts';
import { findWaiting, holdFollowUp } from './queries.ts';
import { followUps, followUpTurns } from './tables.ts';
import { cannotSeeToIt } from './told.ts';

/** Somebody cannot see to a question: the next is asked at once, and whoever asked them is told. */
export function refuse(member: Member, topicId: number): Promise<void> {
  return db.transaction(async (tx) => {
    await holdTopicFor(member, topicId, tx);
    const followUp = await holdFollowUp(tx, topicId);
    if (!followUp || !canRefuse(member, followUp))
      throw notAllowed(whyNotRefuse).leadingTo(toQuestion(topicId));
    const question = await findWaiting(tx, topicId);
    if (!question) throw notAllowed(hasReply).leadingTo(toQuestion(topicId));

    const ofMember = and(eq(followUpTurns.followUpId, followUp.id), eq(followUpTurns.personId, member.id));
    await tx.update(followUpTurns).set({ endedAt: clock.now() }).where(ofMember);
    if (followUp.ownerId) {
      const nobody = { ownerId: null, ownedUntil: null, assignedBy: null };
      await tx.update(followUps).set(nobody).where(eq(followUps.id, followUp.id));
    }
    if (followUp.assignedBy) {
      const once = `refused:${followUp.id}:${clock.now().toISOString()}`;
      const about = { kind: 'asked' as const, by: member, topic: question, once, isOfOthers: true };
      await tellPerson(tx, followUp.assignedBy, cannotSeeToIt(question, member.name), about);
    }
    await offerNext(tx, followUp.id, question);
  });
}
