import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { recordChange } from '../topics/changes.ts';
import { isToBeReviewed } from '../topics/health.ts';
import type { Topic } from '../topics/queries.ts';
import { reviews } from './tables.ts';

type Asked = Pick<
  Topic,
  'id' | 'kind' | 'state' | 'workspace' | 'health' | 'reviewBy' | 'reviewReasons' | 'reviewAsks'
>;

/**
 * Makes guidance or a pattern that is held due for review today, with a reason in words that its readers see too. Its
 * owner is asked at the next round. Asked again for the same reason before it was looked at, nothing happens.
 */
export async function askForReview(tx: Tx, topic: Asked, reason: string): Promise<void> {
  if (!isToBeReviewed(topic) || topic.reviewReasons.includes(reason)) return;
  const now = clock.now();
  await tx.insert(reviews).values({ topicId: topic.id, outcome: 'asked', reason, at: now });
  const isDue = topic.reviewBy && topic.reviewBy <= now;
  await recordChange(
    tx,
    topic,
    null,
    'review-asked',
    {},
    {
      health: topic.health === 'overdue' ? 'overdue' : 'review-due',
      reviewBy: isDue ? topic.reviewBy : now,
      reviewReasons: [...topic.reviewReasons, reason],
      // One more than there were, however often they have been asked before.
      reviewAsks: isDue ? Math.max(0, topic.reviewAsks - 1) : Math.min(topic.reviewAsks, 1),
    },
  );
}
