import { sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';

/** Writes what these topics say now, to be found by it. Part of whatever changes it; their rows are held. */
export async function writeTopicTexts(tx: Tx, topicIds: number[]): Promise<void> {
  await tx.execute(sql`
    insert into topic_texts (topic_id, title, tags, answer, body)
    select id, title, array_to_string(tags, ', '),
      coalesce((select string_agg(plain_text(html), ' ' order by accepted_at, number) from replies
        where topic_id = topics.id and accepted_at is not null and replies.removed_at is null), ''),
      coalesce((select string_agg(plain_text(value), ' ') from jsonb_each_text(html)), '')
    from topics where id = any(${sql.param(topicIds)}::int[])
    on conflict (topic_id) do update set
      title = excluded.title, tags = excluded.tags, answer = excluded.answer, body = excluded.body`);
}
