import { and, desc, eq, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { replies } from '../replies/tables.ts';
import { visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { drafts } from './tables.ts';

/** A draft of theirs, whatever became of it. */
export async function findOwnDraft(person: SignedIn, id: number) {
  const [found] = await selectOwn(person, eq(drafts.id, id));
  if (!found?.draft.place) throw notFound();
  return found;
}

export type FoundDraft = Awaited<ReturnType<typeof findOwnDraft>>;

/** What they left at this place, the newest first. */
export const listDraftsAt = (person: SignedIn, place: string) =>
  db
    .select()
    .from(drafts)
    .where(and(eq(drafts.personId, person.id), eq(drafts.place, place), isNull(drafts.endedAt)))
    .orderBy(desc(drafts.savedAt), desc(drafts.id));

/** All that they have not posted, the newest first. */
export const listOwnDrafts = (person: SignedIn) => selectOwn(person, isNull(drafts.endedAt));

/** Guidance of theirs that only they see yet. */
export const listUnpublished = (person: SignedIn) =>
  db
    .select({
      id: topics.id,
      title: topics.title,
      excerpt: topics.excerpt,
      savedAt: topics.lastActivityAt,
      workspace: { name: workspaces.name, slug: workspaces.slug },
    })
    .from(topics)
    .innerJoin(workspaces, eq(workspaces.id, topics.workspaceId))
    .where(and(eq(topics.authorId, person.id), eq(topics.state, 'draft')))
    .orderBy(desc(topics.lastActivityAt));

const numberIn = (beginning: string): SQL =>
  sql.raw(`substring(drafts.place from '^/${beginning}/([0-9]+)/')::int`);

/** Drafts with what they are about, as far as they still see it. */
const selectOwn = (person: SignedIn, which: SQL) =>
  db
    .select({
      draft: drafts,
      reply: { number: replies.number, authorId: replies.authorId, removedAt: replies.removedAt },
      topic: {
        id: topics.id,
        title: topics.title,
        kind: topics.kind,
        state: topics.state,
        seq: topics.seq,
        authorId: topics.authorId,
        authorCouncilId: topics.authorCouncilId,
        ownerId: topics.ownerId,
        health: topics.health,
        openSuggestions: topics.openSuggestions,
        acceptedCount: topics.acceptedCount,
        sameAs: topics.sameAs,
        removedAs: topics.removedAs,
        lockedAt: topics.lockedAt,
        linkCount: topics.linkCount,
        lastNumber: topics.lastNumber,
        lastRead: sql<number>`0`,
        workspaceId: topics.workspaceId,
      },
      workspace: { id: workspaces.id, slug: workspaces.slug, name: workspaces.name },
    })
    .from(drafts)
    .leftJoin(replies, eq(replies.id, numberIn('replies')))
    .leftJoin(
      topics,
      and(or(eq(topics.id, numberIn('topics')), eq(topics.id, replies.topicId)), visibleTo(person)),
    )
    .leftJoin(
      workspaces,
      or(
        eq(workspaces.id, topics.workspaceId),
        eq(workspaces.slug, sql.raw(`substring(drafts.place from '^/workspaces/([^/]+)/')`)),
      ),
    )
    .where(and(eq(drafts.personId, person.id), ne(drafts.place, ''), which))
    .orderBy(desc(drafts.savedAt), desc(drafts.id));
