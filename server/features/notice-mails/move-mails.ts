import { sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';

/** Mails that wait go by the topic that their notices are of now. */
export async function moveMails(tx: Tx, topicId: number): Promise<void> {
  await tx.execute(sql`
    update notice_mails set topic_id = notices.topic_id from notices
    where notices.id = notice_mails.notice_id and notice_mails.topic_id = ${topicId}::int
      and notices.topic_id is distinct from ${topicId}::int`);
}
