import { sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { follows } from './tables.ts';

/**
 * Whoever posts in a topic follows it, unless they have said how much they want to hear of it. Where they had said so of
 * one that is the same, that is now of this one.
 */
export async function followByPosting(tx: Tx, { id: personId }: { id: number }, topicId: number) {
  await tx
    .insert(follows)
    .values({
      personId,
      place: 'topic',
      topicId,
      level: 'everything',
      because: 'posted',
      followedAt: clock.now(),
    })
    .onConflictDoUpdate({
      target: [follows.personId, follows.place, follows.workspaceId, follows.topicId],
      set: { carriedFrom: null },
      setWhere: sql`${follows.carriedFrom} is not null`,
    });
}
