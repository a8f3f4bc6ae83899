import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { createKept } from '../../platform/kept.ts';
import { isListening } from '../../platform/listening.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { replies } from '../replies/tables.ts';
import { isCountedFor } from '../topics/counts.ts';
import { visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';

const counted = sql<number>`count(*)::int`;
const isAccepted = and(isNotNull(replies.acceptedAt), isNull(replies.removedAt));

/** What a council has posted and answered, as far as this viewer can see it. */
export async function countTopicsFrom(viewer: Viewer, councilId: number) {
  const ofKind = (kind: string) => sql<number>`count(*) filter (where ${topics.kind} = ${kind})::int`;
  const [[posted], [answered]] = await Promise.all([
    db
      .select({ questions: ofKind('question'), guidance: ofKind('guidance'), patterns: ofKind('pattern') })
      .from(topics)
      .where(and(eq(topics.authorCouncilId, councilId), visibleTo(viewer))),
    db
      .select({ answered: sql<number>`count(distinct ${replies.topicId})::int` })
      .from(replies)
      .innerJoin(topics, eq(topics.id, replies.topicId))
      .where(and(eq(replies.authorCouncilId, councilId), isAccepted, visibleTo(viewer))),
  ]);
  return { questions: 0, guidance: 0, patterns: 0, ...posted, answered: answered?.answered ?? 0 };
}

interface Shares {
  topics: Map<number, number>;
  answers: Map<number, number>;
  size: number;
}

const kept = createKept<Shares>({ maxSize: 10_000, canTrust: isListening });

/** How many topics and accepted answers come from each council, by its id. What visitors see is kept until it changes. */
export const countSharesByCouncil = (viewer: Viewer): Promise<Shares> =>
  viewer.kind === 'visitor'
    ? kept.get('lists', 'shares-by-council', () => askShares(viewer))
    : askShares(viewer);

async function askShares(viewer: Viewer): Promise<Shares> {
  const [posted, answered] = await Promise.all([
    db
      .select({ id: topics.authorCouncilId, count: counted })
      .from(topics)
      .where(isCountedFor(viewer))
      .groupBy(topics.authorCouncilId),
    db
      .select({ id: replies.authorCouncilId, count: counted })
      .from(replies)
      .innerJoin(topics, eq(topics.id, replies.topicId))
      .where(and(isAccepted, visibleTo(viewer)))
      .groupBy(replies.authorCouncilId),
  ]);
  const byId = (rows: { id: number | null; count: number }[]) =>
    new Map(rows.flatMap(({ id, count }) => (id ? [[id, count] as const] : [])));
  return { topics: byId(posted), answers: byId(answered), size: 100 };
}
