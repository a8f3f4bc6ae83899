import { and, eq, isNotNull } from 'drizzle-orm';
import { db, type Tx } from '../../platform/database.ts';
import { askForReview } from '../reviews/ask-for-review.ts';
import { holdReviewed } from '../reviews/queries.ts';
import { topics } from '../topics/tables.ts';
import { addressesIn } from './addresses.ts';
import { listUnasked } from './queries.ts';
import { citations, citedPages } from './tables.ts';
import { deadReason } from './why-dead.ts';

type Citation = Pick<typeof citations.$inferSelect, 'topicId' | 'pageId'>;

/**
 * Asks for a review of what links to dead pages: once for each text, whatever its owner then says, unless the page has
 * been there in between.
 */
export async function askAboutDead(): Promise<void> {
  for (const citation of await listUnasked()) await db.transaction((tx) => askAbout(tx, citation));
}

async function askAbout(tx: Tx, { topicId, pageId }: Citation): Promise<void> {
  const topic = await holdReviewed(tx, topicId);
  const [page] = await tx
    .select()
    .from(citedPages)
    .where(and(eq(citedPages.id, pageId), isNotNull(citedPages.deadSince)));
  const [text] = await tx
    .select({ html: topics.html, version: topics.versionCount })
    .from(topics)
    .where(eq(topics.id, topicId));
  // It may have been changed since it was read.
  if (!topic || !page || !text || !addressesIn(text.html).includes(page.address)) return;

  await askForReview(tx, topic, deadReason(page));
  await tx
    .update(citations)
    .set({ askedVersion: text.version })
    .where(and(eq(citations.topicId, topicId), eq(citations.pageId, pageId)));
}
