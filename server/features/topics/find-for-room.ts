import { and, eq, sql } from 'drizzle-orm';
import { preparedOnce } from '../../platform/database.ts';
import { type Reply, replyColumns } from '../replies/queries.ts';
import { replies } from '../replies/tables.ts';
import { requirements } from '../standard/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { type Topic, topicColumns } from './queries.ts';
import { topics } from './tables.ts';

const ask = preparedOnce((db) =>
  db
    .select({ ...topicColumns, lastRead: sql<number>`0`, reply: replyColumns })
    .from(topics)
    .innerJoin(workspaces, eq(workspaces.id, topics.workspaceId))
    .leftJoin(requirements, eq(requirements.id, workspaces.requirementId))
    .leftJoin(replies, and(eq(replies.topicId, topics.id), eq(replies.id, sql.placeholder('replyId'))))
    .where(eq(topics.id, sql.placeholder('topicId')))
    .prepare('find-for-room'),
);

interface Found {
  topic: Topic;
  reply: Reply | null;
}

/**
 * The topic, and one of its replies, as they are, to be drawn for a room: whoever watches it was asked for when they
 * came in. In one question, so that no reply is told to those whom its topic shuts out at that same moment.
 */
export async function findForRoom(topicId: number, replyId = 0): Promise<Found | undefined> {
  const [found] = await ask().execute({ topicId, replyId });
  if (!found) return undefined;
  const { reply, ...topic } = found;
  return { topic: { ...topic, following: null }, reply };
}
