import { and, desc, eq, inArray } from 'drizzle-orm';
import { db } from '../../../platform/database.ts';
import { moderationOf } from '../../replies/addresses.ts';
import { replies } from '../../replies/tables.ts';
import { topics } from '../../topics/tables.ts';
import { keptInShort } from '../shown.ts';

const shownAtMost = 100;

/** Replies that coordinators hid or removed in a workspace, the last first. */
export async function listRepliesTakenOff(workspaceId: number) {
  const { number, topicId, author, removedAs, removedAt, heldAt, purgedAt } = replies;
  const rows = await db
    .select({ number, topicId, author, removedAs, removedAt, heldAt, purgedAt, title: topics.title })
    .from(replies)
    .innerJoin(topics, eq(topics.id, replies.topicId))
    .where(and(eq(topics.workspaceId, workspaceId), inArray(removedAs, ['hidden', 'removed'])))
    .orderBy(desc(removedAt), desc(replies.id))
    .limit(shownAtMost);
  return rows.map((row) => ({
    ...row,
    isRemoved: row.removedAs === 'removed',
    kept: keptInShort(row),
    href: moderationOf({ topicId: row.topicId, post: row.number }),
  }));
}
