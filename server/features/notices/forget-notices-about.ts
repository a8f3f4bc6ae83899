import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { withLinks } from '../../platform/letters.ts';
import { replies } from '../replies/tables.ts';
import type { GonePosts } from '../topics/gone-posts.ts';
import { notices } from './tables.ts';

/**
 * Forgets what people were told of posts whose text is deleted, which nobody may see any more; what they were told of
 * something else, and that leads to these topics, names them no more. Looks at every notice, which is right for what is
 * done once a night.
 */
export async function forgetNoticesAbout(tx: Tx, gone: GonePosts): Promise<void> {
  const { topicIds, replyIds } = gone;
  const ofReplies = tx
    .select({ id: notices.id })
    .from(notices)
    .innerJoin(replies, and(eq(replies.topicId, notices.topicId), eq(replies.number, notices.post)))
    .where(inArray(replies.id, replyIds));
  await tx.delete(notices).where(or(inArray(notices.topicId, topicIds), inArray(notices.id, ofReplies)));
  if (topicIds.length > 0) await takeTitlesOut(tx, topicIds);
}

async function takeTitlesOut(tx: Tx, topicIds: number[]): Promise<void> {
  const leadsThere = new RegExp(`^/topics/(${topicIds.join('|')})(?![0-9])`);
  const naming = await tx
    .select({ id: notices.id, words: notices.words })
    .from(notices)
    .where(
      and(
        isNotNull(notices.words),
        sql`${notices.words}::text ~ ${`"/topics/(${topicIds.join('|')})[^0-9]`}`,
      ),
    );
  for (const { id, words } of naming) {
    if (!words) continue;
    const paragraphs = withLinks(words.paragraphs, (link) =>
      leadsThere.test(link.href) ? { ...link, link: 'A topic that was deleted' } : link,
    );
    await tx
      .update(notices)
      .set({ words: { ...words, paragraphs } })
      .where(eq(notices.id, id));
  }
}
