import { and, desc, eq, isNull } from 'drizzle-orm';
import { db, type Executor, type Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { canDecideSuggestions } from '../topics/policy.ts';
import { findTopicFor, holdTopicFor, type Topic, visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { suggestions } from './tables.ts';

const byId = async (executor: Executor, id: number) =>
  (await executor.select().from(suggestions).where(eq(suggestions.id, id)))[0];

export type Suggestion = NonNullable<Awaited<ReturnType<typeof byId>>>;

/** A suggestion is seen by who made it and by those who decide it, while they see its topic. */
export async function findSuggestionFor(viewer: SignedIn, id: number) {
  const suggestion = await byId(db, id);
  if (!suggestion) throw notFound();
  return seenBy(viewer, suggestion, await findTopicFor(viewer, suggestion.topicId));
}

/** The same, with its topic's row locked until the transaction ends. */
export async function holdSuggestionFor(viewer: SignedIn, id: number, tx: Tx) {
  const found = await byId(tx, id);
  if (!found) throw notFound();
  const topic = await holdTopicFor(viewer, found.topicId, tx);
  const suggestion = await byId(tx, id);
  if (!suggestion) throw notFound();
  return seenBy(viewer, suggestion, topic);
}

function seenBy(viewer: SignedIn, suggestion: Suggestion, topic: Topic) {
  if (suggestion.authorId !== viewer.id && !canDecideSuggestions(viewer, topic)) throw notFound();
  return { suggestion, topic };
}

/** Those that wait for a decision, the oldest first. */
export const listOpenSuggestions = (topicId: number) =>
  db
    .select()
    .from(suggestions)
    .where(and(eq(suggestions.topicId, topicId), isNull(suggestions.decidedAt)))
    .orderBy(suggestions.createdAt, suggestions.id);

/** What somebody suggested on topics that they still see, the newest first. */
export const listSuggestionsBy = (viewer: SignedIn) =>
  db
    .select({
      id: suggestions.id,
      createdAt: suggestions.createdAt,
      outcome: suggestions.outcome,
      reason: suggestions.reason,
      topic: { id: topics.id, title: topics.title },
    })
    .from(suggestions)
    .innerJoin(topics, eq(topics.id, suggestions.topicId))
    .where(and(eq(suggestions.authorId, viewer.id), visibleTo(viewer)))
    .orderBy(desc(suggestions.createdAt), desc(suggestions.id))
    .limit(200);
