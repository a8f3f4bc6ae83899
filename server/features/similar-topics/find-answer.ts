import { eq, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { notAllowed, type Refusal } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { discardDraft } from '../drafts/discard-draft.ts';
import { recordChange } from '../topics/changes.ts';
import { isAuthor } from '../topics/policy.ts';
import { holdTopicFor } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { answersAlready } from './policy.ts';
import { foundAnswers } from './tables.ts';

/**
 * Notes that a topic answered somebody who was about to ask, once for each person and not for its own author, and
 * discards the draft of their question. Who it was is told to nobody: the event names no actor.
 */
export function findAnswer(person: SignedIn, topicId: number, draftId?: number): Promise<void> {
  return db.transaction(async (tx) => {
    const topic = await holdTopicFor(person, topicId, tx);
    if (!answersAlready(topic)) throw noAnswer(draftId);
    if (draftId) await discardDraft(person, draftId, tx);
    if (isAuthor(person, topic)) return;
    const counted = await tx
      .insert(foundAnswers)
      .values({ topicId, personId: person.id, foundAt: clock.now() })
      .onConflictDoNothing()
      .returning();
    if (counted.length === 0) return;
    await recordChange(tx, topic, null, 'answer-found', {}, { foundCount: sql`${topics.foundCount} + 1` });
  });
}

function noAnswer(draftId?: number): Refusal {
  const refusal = notAllowed('This topic does not have an answer any more.');
  refusal.isKept = draftId !== undefined;
  const kept = { href: `/drafts/${draftId}`, text: 'What you wrote is kept as a draft' };
  return draftId ? refusal.leadingTo(kept) : refusal;
}

/** Forgets what answered somebody; how many it answered stays. */
export async function forgetFoundAnswersOf(tx: Tx, personId: number): Promise<void> {
  await tx.delete(foundAnswers).where(eq(foundAnswers.personId, personId));
}
