import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { holdWriter } from '../people/hold-writer.ts';
import { holdTopicFor } from '../topics/queries.ts';
import type { Level } from './levels.ts';
import { canFollow, canFollowWorkspace, levelsOf, whyNoFollow } from './policy.ts';
import { follows } from './tables.ts';

export type Followed = { place: 'group' } | { place: 'workspace' | 'topic'; id: number };

/**
 * Says how much somebody wants to hear of a place; with nothing, as much as of what that is in. What is said of a topic that
 * is the same as another is said of that one.
 */
export async function follow(viewer: SignedIn, followed: Followed, level: Level | null): Promise<void> {
  const goesOnIn = await db.transaction(async (tx) => {
    const { possible, sameAs } = await holdFollowed(tx, viewer, followed);
    if (sameAs) return sameAs;
    if (level && !possible.includes(level)) throw notAllowed('That cannot be chosen here.');
    const { place } = followed;
    const topicId = followed.place === 'topic' ? followed.id : null;
    const workspaceId = followed.place === 'workspace' ? followed.id : null;
    if (!level) {
      const there = topicId ? eq(follows.topicId, topicId) : isNull(follows.topicId);
      const in_ = workspaceId ? eq(follows.workspaceId, workspaceId) : isNull(follows.workspaceId);
      await tx.delete(follows).where(and(eq(follows.personId, viewer.id), there, in_));
      return undefined;
    }
    const chosen = { level, because: 'chosen' as const, followedAt: clock.now(), carriedFrom: null };
    await tx
      .insert(follows)
      .values({ personId: viewer.id, place, workspaceId, topicId, ...chosen })
      .onConflictDoUpdate({
        target: [follows.personId, follows.place, follows.workspaceId, follows.topicId],
        set: chosen,
      });
    return undefined;
  });
  if (goesOnIn) await follow(viewer, { place: 'topic', id: goesOnIn }, level);
}

interface Held {
  /** What can be chosen there. */
  possible: Level[];
  /** Where the thread of a topic goes on that is the same as another. */
  sameAs?: number;
}

/** Holds whoever follows, and the topic, so that it does not become the same as another meanwhile. */
async function holdFollowed(tx: Tx, viewer: SignedIn, followed: Followed): Promise<Held> {
  if (followed.place === 'topic') {
    const topic = await holdTopicFor(viewer, followed.id, tx);
    if (topic.sameAs) return { possible: [], sameAs: topic.sameAs };
    if (!canFollow(viewer, topic)) throw notAllowed(whyNoFollow);
    return { possible: levelsOf('topic', topic.kind) };
  }
  await holdWriter(tx, viewer);
  if (followed.place === 'workspace' && !canFollowWorkspace(viewer, followed.id)) throw notFound();
  return { possible: levelsOf(followed.place) };
}
