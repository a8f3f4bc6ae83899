import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { whereMoved } from '../replies/moved.ts';

/** Replies that were moved away from a topic are found where they are now, by the words that they had. */
export async function movePostings(tx: Tx, topicId: number): Promise<void> {
  await tx.execute(sql`
    update search_postings set topic_id = moved.topic_id, post = moved.number
    from ${whereMoved(topicId)}
    where search_postings.topic_id = ${topicId}::int and search_postings.post = moved.old_number
      and moved.old_number > 0 and moved.number > 0`);
  await sumUpWords(tx, sql`select ${topicId}::int union select moved.topic_id from ${whereMoved(topicId)}`);
}

/** What is no reply any more is found by nothing. */
export async function dropPostings(tx: Tx, topicId: number, post: number): Promise<void> {
  await tx.execute(sql`delete from search_postings where topic_id = ${topicId}::int and post = ${post}::int`);
  await sumUpWords(tx, sql`select ${topicId}::int`);
}

/** Says anew which words are in these topics, and what they say at most. */
async function sumUpWords(tx: Tx, topicIds: SQL): Promise<void> {
  await tx.execute(sql`delete from search_topic_words where topic_id in (${topicIds})`);
  await tx.execute(sql`
    insert into search_topic_words (word_id, topic_id, strength)
    select word_id, topic_id, max(strength) from search_postings where topic_id in (${topicIds})
    group by word_id, topic_id`);
}
