import { inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { listTopicsNaming } from '../mentions/queries.ts';
import { fieldsWithoutNameOf } from '../mentions/read-mentions.ts';
import { excerptOf, renderContent } from './rendering.ts';
import { topics, topicVersions } from './tables.ts';

/** Takes a person's name out of the topics that mention them, as they are and as they were. They have to be held. */
export async function withdrawMentionsInTopics(tx: Tx, personId: number): Promise<void> {
  const ids = await listTopicsNaming(tx, personId);
  if (ids.length === 0) return;
  const { id, kind, content } = topics;
  const found = await tx.select({ id, kind, content }).from(topics).where(inArray(id, ids));
  const rows = found.map((topic) => {
    const content = fieldsWithoutNameOf(personId, topic.content);
    const html = renderContent(topic.kind, content, topic.id);
    return { id: topic.id, content, html, excerpt: excerptOf(topic.kind, html) };
  });
  await tx.execute(sql`
    update topics set content = row.content, html = row.html, excerpt = row.excerpt
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id int, content jsonb, html jsonb, excerpt text)
    where topics.id = row.id`);

  const { topicId, number, content: said } = topicVersions;
  const versions = await tx
    .select({ topicId, number, said })
    .from(topicVersions)
    .where(inArray(topicId, ids));
  const before = versions.map(({ said, ...version }) => ({
    ...version,
    content: fieldsWithoutNameOf(personId, said),
  }));
  await tx.execute(sql`
    update topic_versions v set content = row.content
    from jsonb_to_recordset(${JSON.stringify(before)}::jsonb) as row("topicId" int, number int, content jsonb)
    where v.topic_id = row."topicId" and v.number = row.number`);
}
