import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { notices } from './tables.ts';
import { tellOfNotices } from './tell-of-notices.ts';

/**
 * Marks as read what people were told of topics that they have just looked at, as far as they have seen them: part of the
 * statement that writes how far, of whose rows `seen` it is told by person, topic and number. It brings the people.
 */
export const markSeen = (): SQL => sql`
  update notices set read_at = ${clock.now().toISOString()}::timestamptz
  from seen
  where notices.person_id = seen.person_id and notices.topic_id = seen.topic_id and notices.read_at is null
    and coalesce(notices.post, 0) <= seen.number
  returning notices.person_id`;

/** What somebody marks: what they were told of a topic, one thing that has no topic, or everything. */
export type Marked = { topicId: number } | { noticeId: number } | 'everything';

/** Marks notices as read; the answer says when, by which that can be taken back. */
export async function markRead(viewer: SignedIn, marked: Marked): Promise<Date> {
  const readAt = clock.now();
  await change(viewer, { readAt }, and(isNull(notices.readAt), isMarked(marked)));
  return readAt;
}

/** Takes back what was marked as read at one moment. */
export const undoMarkRead = (viewer: SignedIn, readAt: Date): Promise<void> =>
  change(viewer, { readAt: null }, eq(notices.readAt, readAt));

function isMarked(marked: Marked): SQL | undefined {
  if (marked === 'everything') return undefined;
  return 'topicId' in marked ? eq(notices.topicId, marked.topicId) : eq(notices.id, marked.noticeId);
}

function change({ id }: SignedIn, set: { readAt: Date | null }, which: SQL | undefined): Promise<void> {
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(notices)
      .set(set)
      .where(and(eq(notices.personId, id), which))
      .returning({ personId: notices.personId });
    await tellOfNotices(
      tx,
      changed.map(({ personId }) => personId),
    );
  });
}
