import { inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { listRepliesNaming } from '../mentions/queries.ts';
import { withoutNameOf } from '../mentions/read-mentions.ts';
import { renderReply } from './rendering.ts';
import { replies, replyVersions } from './tables.ts';

/** Takes a person's name out of the replies that mention them, as they are and as they were. Their topics have to be held. */
export async function withdrawMentionsInReplies(tx: Tx, personId: number): Promise<void> {
  const ids = await listRepliesNaming(tx, personId);
  if (ids.length === 0) return;
  const { id, topicId, number, body } = replies;
  const found = await tx.select({ id, topicId, number, body }).from(replies).where(inArray(id, ids));
  const rows = found.map((reply) => {
    const body = withoutNameOf(personId, reply.body);
    return { id: reply.id, body, html: renderReply(body, reply.topicId, reply.number) };
  });
  await tx.execute(sql`
    update replies set body = row.body, html = row.html
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id int, body text, html text)
    where replies.id = row.id`);

  const { replyId, number: version, body: said } = replyVersions;
  const versions = await tx
    .select({ replyId, version, said })
    .from(replyVersions)
    .where(inArray(replyId, ids));
  const before = versions.map(({ said, ...at }) => ({ ...at, body: withoutNameOf(personId, said) }));
  await tx.execute(sql`
    update reply_versions v set body = row.body
    from jsonb_to_recordset(${JSON.stringify(before)}::jsonb) as row("replyId" int, version int, body text)
    where v.reply_id = row."replyId" and v.number = row.version`);
}
