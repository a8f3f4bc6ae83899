import { sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { recordAll } from '../../platform/events.ts';
import type { Byline } from '../../platform/viewer.ts';
import type { Council } from '../councils/queries.ts';
import { addImportedAuthors } from '../people/add-imported-authors.ts';
import { addImportedReplies } from '../replies/add-imported-replies.ts';
import { indexPosts } from '../search/index-posts.ts';
import { addImportedTopics } from '../topics/add-imported-topics.ts';
import { listImportedSources } from '../topics/queries.ts';
import { type Destination, repliesFrom, topicFrom } from './as-topics.ts';
import type { ThreadLine } from './thread-line.ts';

/** Imports those threads that are not there yet: all of them in one transaction, or none. */
export function importBatch(
  threads: ThreadLine[],
  to: Destination,
): Promise<{ topics: number; replies: number }> {
  return db.transaction(async (tx) => {
    // Another import at the same time waits here, and then finds what this one brought.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('import'))`);
    const fresh = await leaveOutImported(tx, threads);
    if (fresh.length === 0) return { topics: 0, replies: 0 };

    const now = clock.now();
    const bylineOf = await addAuthors(tx, fresh, to.council);
    const topics = fresh.map((thread) => topicFrom(thread, to, bylineOf, now));
    const ids = await addImportedTopics(tx, topics);
    const added = fresh.map((thread, at) => ({
      thread,
      topicId: ids[at] as number,
      workspace: to.workspaceOf(thread),
    }));
    const replies = added.flatMap(({ thread, topicId }) => repliesFrom(thread, topicId, to, bylineOf, now));
    await addImportedReplies(tx, replies);
    await indexPosts(tx, { topicIds: ids });
    await recordAll(
      tx,
      'topic-imported',
      added.map(({ topicId, workspace: { id, standardId } }) => ({
        topicId,
        seq: 1,
        workspaceId: id,
        standardId,
      })),
    );
    return { topics: topics.length, replies: replies.length };
  });
}

/** Those that are not in the database, each once. */
async function leaveOutImported(tx: Tx, threads: ThreadLine[]): Promise<ThreadLine[]> {
  const known = new Set(await listImportedSources(tx, [...new Set(threads.map(({ source }) => source))]));
  return threads.filter(({ source }) => {
    if (known.has(source)) return false;
    known.add(source);
    return true;
  });
}

async function addAuthors(tx: Tx, threads: ThreadLine[], council: Council | null) {
  const names = threads.flatMap(({ author_handle, replies }) => [
    author_handle,
    ...replies.map(({ author }) => author),
  ]);
  const authors = await addImportedAuthors(tx, [...new Set(names)]);
  const from = council && { slug: council.slug, name: council.name };
  return (name: string): Byline => ({
    ...(authors.get(name) as { id: number; name: string; job: string }),
    role: '',
    council: from,
  });
}
