import { inArray, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { topics, topicVersions } from './tables.ts';

/**
 * Deletes what topics that are held say, and said before. What was imported keeps where it came from, so that it does not
 * come again.
 */
export async function purgeTopics(tx: Tx, topicIds: number[]): Promise<void> {
  await tx.delete(topicVersions).where(inArray(topicVersions.topicId, topicIds));
  await tx
    .update(topics)
    .set({
      // Wherever it is named, it is so: in the log, in queues, in the lists of coordinators.
      title: sql`'Deleted ' || ${topics.kind}`,
      content: {},
      html: {},
      excerpt: '',
      tags: [],
      meeting: null,
      credits: [],
      reviewReasons: [],
      openSuggestions: 0,
      versionCount: 0,
      purgedAt: clock.now(),
    })
    .where(inArray(topics.id, topicIds));
}
