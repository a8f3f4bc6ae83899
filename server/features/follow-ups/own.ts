import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { Member } from '../../platform/viewer.ts';
import { holdTopicFor } from '../topics/queries.ts';
import { endOfOwnership } from './deadlines.ts';
import { canFollowUp, hasReply, whyNotFollowUp } from './policy.ts';
import { findWaiting, holdFollowUp } from './queries.ts';
import { followUps, followUpTurns } from './tables.ts';

interface NewOwner {
  to: number;
  /** Nobody where they take it on by themselves. */
  by: number | null;
  /** Who saw to it when the page was opened. */
  from: number | null;
}

/** The follow-up of a question that waits, held; begun where it is asked for before its time. The question is held, too. */
export async function holdToFollowUp(tx: Tx, actor: Member, topicId: number) {
  const topic = await holdTopicFor(actor, topicId, tx);
  if (!canFollowUp(actor, topic)) throw notAllowed(whyNotFollowUp);
  const question = await findWaiting(tx, topicId);
  if (!question) throw notAllowed(hasReply).leadingTo(toQuestion(topicId));
  await tx.insert(followUps).values({ topicId, begunAt: clock.now() }).onConflictDoNothing();
  const followUp = await holdFollowUp(tx, topicId);
  if (!followUp) throw new Error('A follow-up that was begun is not there');
  return { question, followUp };
}

/** Has somebody see to it, and says until when; not where another does since the actor looked. */
export async function own(
  tx: Tx,
  followUp: { id: number; ownerId: number | null },
  { to, by, from }: NewOwner,
): Promise<Date | undefined> {
  if (followUp.ownerId !== from) return undefined;
  const ownedUntil = endOfOwnership();
  await tx
    .update(followUps)
    .set({ ownerId: to, ownedUntil, assignedBy: by })
    .where(eq(followUps.id, followUp.id));
  await endTurns(tx, followUp.id);
  return ownedUntil;
}

/** Nobody is asked any more. */
export async function endTurns(tx: Tx, followUpId: number): Promise<void> {
  await tx
    .update(followUpTurns)
    .set({ endedAt: clock.now() })
    .where(and(eq(followUpTurns.followUpId, followUpId), isNull(followUpTurns.endedAt)));
}

export const toQuestion = (topicId: number) => ({ href: `/topics/${topicId}`, text: 'See the question' });
