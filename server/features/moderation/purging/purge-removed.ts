import { and, eq, inArray, isNull } from 'drizzle-orm';
import { db, type Tx } from '../../../platform/database.ts';
import { log } from '../../../platform/log.ts';
import { visitor } from '../../../platform/viewer.ts';
import { sweepAttachments } from '../../attachments/sweep-attachments.ts';
import { forgetUncitedPages } from '../../cited-pages/forget-citations-in.ts';
import { movedReplies, replies } from '../../replies/tables.ts';
import { forgetUnusedWords } from '../../search/forget-unused-words.ts';
import { recordChange } from '../../topics/changes.ts';
import { selectTopics, type Topic } from '../../topics/queries.ts';
import { topics } from '../../topics/tables.ts';
import { forgetTexts } from './forget-texts.ts';
import { isStillDue, listToPurge, type ToPurge } from './to-purge.ts';

/**
 * Deletes the texts of what coordinators removed 30 days ago and nobody holds, one post in a transaction: what is interrupted is
 * done the next time. The log has no line of it, since nobody did it: the posts say when it was.
 */
export async function purgeRemoved(): Promise<void> {
  let purged = 0;
  for (const one of await listToPurge()) if (await db.transaction((tx) => purge(tx, one))) purged++;
  if (purged > 0) log.info({ purged }, 'The texts of removed posts were deleted');
  // Each time: where an earlier round was interrupted, this is left of it.
  await sweepAttachments();
  await forgetUncitedPages(db);
  await forgetUnusedWords();
}

async function purge(tx: Tx, one: ToPurge): Promise<boolean> {
  const { topicId, replyId } = one;
  const replyIds = replyId ? [replyId] : await listRepliesIn(tx, topicId);
  const held = await hold(tx, [topicId, ...(await listMergedAs(tx, replyIds))]);
  if (!(await isStillDue(tx, one))) return false;
  const gone = held.filter(({ id }) => !replyId || id !== topicId);
  await forgetTexts(tx, { topicIds: gone.map(({ id }) => id), replyIds });
  for (const topic of gone) await recordChange(tx, topic, null, 'topic-moderated', { act: 'purge' });
  const topic = held.find(({ id }) => id === topicId);
  if (topic && replyId) await recordChange(tx, topic, null, 'reply-moderated', { replyId, act: 'purge' });
  return true;
}

/** Nobody posts in a topic that is removed. */
const listRepliesIn = async (tx: Tx, topicId: number): Promise<number[]> =>
  (await tx.select({ id: replies.id }).from(replies).where(eq(replies.topicId, topicId))).map(({ id }) => id);

/** Topics whose own text is kept, since they were merged into another, where it is one of these replies. */
async function listMergedAs(tx: Tx, replyIds: number[]): Promise<number[]> {
  const found = await tx
    .select({ id: topics.id })
    .from(movedReplies)
    .innerJoin(topics, eq(topics.id, movedReplies.topicId))
    .where(
      and(
        inArray(movedReplies.replyId, replyIds),
        eq(movedReplies.number, 0),
        eq(topics.removedAs, 'merged'),
        isNull(topics.purgedAt),
      ),
    );
  return found.map(({ id }) => id);
}

/** In the order of their ids, as by whoever else holds several. */
const hold = (tx: Tx, ids: number[]): Promise<Topic[]> =>
  selectTopics(tx, visitor)
    .where(inArray(topics.id, ids))
    .orderBy(topics.id)
    .for('no key update', { of: topics });
