import { sql } from 'drizzle-orm';
import { indexPosts } from '../../server/features/search/index-posts.ts';
import { db } from '../../server/platform/database.ts';
import type { Member } from '../../server/platform/viewer.ts';

/** So many more replies in a topic, a third of them answers to the one before, with their words to be found by. */
export async function addReplies(topicId: number, { id, council }: Member, count: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`
      insert into replies (topic_id, number, depth, root_number, branch_number, body, html, author_id, author_council_id,
        author, created_at, form_key)
      select ${topicId}::int, n, case when n % 3 = 0 then 2 else 1 end, case when n % 3 = 0 then n - 1 else n end,
        case when n % 3 = 0 then n else 0 end, text, concat('<p>', text, '</p>'), ${id}::int, ${council.id}::int,
        (select author from topics where id = ${topicId}::int), now() + n * interval '1 millisecond', concat('many:', ${topicId}::int, ':', n)
      from (select n, concat('Reply about bins and routes ', n, ' in ', md5(n::text)) as text
        from generate_series((select last_number + 1 from topics where id = ${topicId}::int),
          (select last_number + ${count}::int from topics where id = ${topicId}::int)) as n) as made`);
    await tx.execute(sql`
      update replies set parent_id = (select before.id from replies before
        where before.topic_id = replies.topic_id and before.number = replies.number - 1)
      where topic_id = ${topicId}::int and depth = 2 and parent_id is null`);
    await tx.execute(sql`
      insert into reply_versions (reply_id, number, body, editor_id, editor)
      select id, 1, body, author_id, author from replies where topic_id = ${topicId}::int on conflict do nothing`);
    await tx.execute(sql`
      update topics set last_number = last_number + ${count}::int, reply_count = reply_count + ${count}::int,
        last_activity_at = now() where id = ${topicId}::int`);
    await indexPosts(tx, { topicIds: [topicId] });
  });
}

/** What is left out, because it says what was done: every act adds to it, undone or not. */
const grows = ['events', 'moderation_log', 'moved_replies', 'search_words', 'title_words'];

/** Every row of every table of ours, but for what each act adds to: to tell whether all is as it was. */
export async function rowsOfAll(): Promise<Record<string, string[]>> {
  const { rows: tables } = await db.execute<{ name: string }>(sql`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`);
  const found: Record<string, string[]> = {};
  for (const { name } of tables) {
    if (grows.includes(name)) continue;
    // What somebody is told of an act is told, undone or not.
    const which = name === 'notices' ? sql`where kind <> 'act'` : sql``;
    const isMail =
      name === 'notice_mails'
        ? sql`where exists (select from notices where id = notice_id and kind <> 'act')`
        : which;
    const { rows } = await db.execute<{ row: string }>(sql`
      select (to_jsonb(t) - 'seq')::text as row from ${sql.identifier(name)} t ${isMail} order by 1`);
    found[name] = rows.map(({ row }) => row);
  }
  return found;
}
