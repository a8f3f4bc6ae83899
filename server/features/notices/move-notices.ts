import { sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { whereMoved } from '../replies/moved.ts';

/** Notices of posts that were moved away from a topic name them where they are now, and so do the mails that wait. */
export async function moveNotices(tx: Tx, topicId: number): Promise<void> {
  await tx.execute(sql`
    update notices set topic_id = moved.topic_id, post = moved.number,
      once = case when once = concat('post:', ${topicId}::int, ':', moved.old_number)
        then concat('post:', moved.topic_id, ':', moved.number) else once end
    from ${whereMoved(topicId)} where notices.topic_id = ${topicId}::int and notices.post = moved.old_number`);
}
