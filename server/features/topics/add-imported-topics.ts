import { inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import type { Byline } from '../../platform/viewer.ts';
import { writeTopicTexts } from '../similar-topics/write-topic-texts.ts';
import type { Kind, State, Visibility } from './kinds.ts';
import { excerptOf, renderContent } from './rendering.ts';
import { topics, topicVersions } from './tables.ts';

export interface ImportedTopic {
  workspaceId: number;
  kind: Kind;
  visibility: Visibility;
  title: string;
  content: Record<string, string>;
  tags: string[];
  author: Byline;
  authorCouncilId: number | null;
  createdAt: Date;
  lastActivityAt: Date;
  /** How many replies are imported with it. */
  replyCount: number;
  source: string;
  formKey: string;
}

const firstState: Record<Kind, State> = { question: 'open', guidance: 'published', pattern: 'proposed' };
/** The one event of an import is the first thing that happens to a topic. */
const firstSeq = 1;

/** Adds topics as they once were, with the first version of each; gives their ids in the same order. */
export async function addImportedTopics(tx: Tx, imported: ImportedTopic[]): Promise<number[]> {
  const ids = await takeIds(tx, imported.length);
  const rows = imported.map(({ replyCount, ...topic }, at) => {
    const id = ids[at] ?? 0;
    const html = renderContent(topic.kind, topic.content, id);
    return {
      ...topic,
      id,
      state: firstState[topic.kind],
      html,
      excerpt: excerptOf(topic.kind, html),
      authorId: topic.author.id,
      seq: firstSeq,
      lastNumber: replyCount,
      replyCount,
    };
  });
  await tx.insert(topics).overridingSystemValue().values(rows);
  await tx.insert(topicVersions).select(
    tx
      .select({
        topicId: topics.id,
        number: sql`1`.as('number'),
        editorId: topics.authorId,
        editor: topics.author,
        reason: sql`''`.as('reason'),
        restores: sql`null::int`.as('restores'),
        createdAt: topics.createdAt,
        coordinatorEditedAt: topics.coordinatorEditedAt,
        coordinatorVersion: topics.coordinatorVersion,
        title: topics.title,
        content: topics.content,
        tags: topics.tags,
        credit: sql`null::jsonb`.as('credit'),
      })
      .from(topics)
      .where(inArray(topics.id, ids)),
  );
  await writeTopicTexts(tx, ids);
  return ids;
}

/** The ids come first, because the ids inside a topic's HTML begin with the topic's. */
async function takeIds(tx: Tx, count: number): Promise<number[]> {
  const { rows } = await tx.execute<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('topics', 'id'))::int as id from generate_series(1, ${count}::int)`,
  );
  return rows.map(({ id }) => id);
}
