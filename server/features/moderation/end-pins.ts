import { lte } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { visitor } from '../../platform/viewer.ts';
import { recordChange } from '../topics/changes.ts';
import { selectTopics } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';

/** Takes pins off whose last day is over, so that open pages and kept ones hear of it. */
export function endPins(): Promise<void> {
  return db.transaction(async (tx) => {
    const over = await selectTopics(tx, visitor)
      .where(lte(topics.pinnedUntil, clock.now()))
      .orderBy(topics.id)
      .for('no key update', { of: topics });
    for (const topic of over)
      await recordChange(tx, topic, null, 'topic-moderated', { act: 'unpin' }, { pinnedUntil: null });
  });
}
