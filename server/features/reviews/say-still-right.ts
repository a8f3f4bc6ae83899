import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { recordChange } from '../topics/changes.ts';
import { asChecked } from '../topics/health.ts';
import { canReview } from '../topics/policy.ts';
import { holdTopicFor } from '../topics/queries.ts';
import { reviews } from './tables.ts';

/** Somebody who looks after it has made sure that it is still right, until the day they chose or for six months. */
export function sayStillRight(member: SignedIn, topicId: number, reviewBy?: Date) {
  return db.transaction(async (tx) => {
    const topic = await holdTopicFor(member, topicId, tx);
    if (!canReview(member, topic)) throw notAllowed(whyNoReview);
    await tx
      .insert(reviews)
      .values({ topicId, personId: member.id, outcome: 'still-right', at: clock.now() });
    await recordChange(tx, topic, member, 'topic-reviewed', {}, asChecked(reviewBy));
  });
}

export const whyNoReview =
  'Only whoever looks after guidance or a pattern, or a coordinator, can say that it is still right.';
