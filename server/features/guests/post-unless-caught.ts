import { db, type Executor } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { holdPerson } from '../people/leave.ts';
import { findLimitReached } from './find-limit-reached.ts';
import { isLimitedIn, type LimitOnPosts } from './limits-on-posts.ts';

/** A topic by its id, or a reply by its topic and number. */
interface Posted {
  id: number;
  topicId?: number;
  number?: number;
}

/**
 * Posts, unless a limit catches it: then nothing is posted, and it is said which. It is counted after it was written: what
 * is sent twice is one post then, and counts once. It is one at a time of each person: otherwise all that a program sends at
 * once would be counted as the first.
 */
export async function postUnlessCaught<P extends Posted>(
  author: SignedIn,
  workspaceId: number,
  post: (executor: Executor) => Promise<P>,
): Promise<{ posted: P; caughtBy?: undefined } | { posted?: undefined; caughtBy: LimitOnPosts }> {
  if (!isLimitedIn(author, workspaceId)) return { posted: await post(db) };
  let caughtBy: LimitOnPosts | undefined;
  try {
    const posted = await db.transaction(async (tx) => {
      await holdPerson(tx, author.id);
      const written = await post(tx);
      const place = { topicId: written.topicId ?? written.id, post: written.number ?? 0 };
      caughtBy = await findLimitReached(tx, author, place);
      if (caughtBy) tx.rollback();
      return written;
    });
    return { posted };
  } catch (error) {
    if (caughtBy) return { caughtBy };
    throw error;
  }
}
