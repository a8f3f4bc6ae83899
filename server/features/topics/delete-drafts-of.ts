import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { attachmentUses } from '../attachments/tables.ts';
import { forgetLinksOf } from '../links/forget-links-of.ts';
import { mentions } from '../mentions/tables.ts';
import { forgetTopics } from '../search/index-posts.ts';
import { topicTexts } from '../similar-topics/tables.ts';
import { readingPlaces, topics, topicVersions } from './tables.ts';

/** Deletes what somebody who left never published: nobody else has seen it, and nobody ever could. */
export async function deleteDraftsOf(tx: Tx, personId: number): Promise<void> {
  const drafts = await tx
    .select({ id: topics.id })
    .from(topics)
    .where(and(eq(topics.authorId, personId), eq(topics.state, 'draft')))
    .for('update');
  const ids = drafts.map(({ id }) => id);
  if (ids.length === 0) return;
  await forgetLinksOf(tx, ids);
  await forgetTopics(tx, ids);
  for (const table of [readingPlaces, mentions, attachmentUses, topicVersions, topicTexts])
    await tx.delete(table).where(inArray(table.topicId, ids));
  await tx.delete(topics).where(inArray(topics.id, ids));
}
