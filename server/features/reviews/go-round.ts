import { and, asc, lte, or, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { recordChange } from '../topics/changes.ts';
import { healthAt, usualReviewBy } from '../topics/health.ts';
import { topics } from '../topics/tables.ts';
import { holdReviewed, isLive } from './queries.ts';
import { reviewAsked } from './told.ts';

const day = 24 * 60 * 60 * 1000;
/** How many days after the day it is due its owner is asked; the first is two weeks before. */
const askedOn = [-14, 0, 14, 28];

/** Every day: says of each what it now is, and asks whoever looks after what is due, each time once. */
export async function goRound(): Promise<void> {
  for (const { id } of await listThoseToLookAt()) await db.transaction((tx) => lookAt(tx, id));
}

function listThoseToLookAt() {
  const soon = new Date(clock.now().getTime() + 14 * day);
  const isDue = and(
    lte(topics.reviewBy, soon),
    sql`(review_asks < ${askedOn.length} or health <> 'overdue')`,
  );
  return db
    .select({ id: topics.id })
    .from(topics)
    .where(and(isLive, or(isDue, sql`review_by is null`)))
    .orderBy(asc(topics.id));
}

async function lookAt(tx: Tx, id: number): Promise<void> {
  const topic = await holdReviewed(tx, id);
  if (!topic) return;
  // What was imported begins to count when it came.
  const reviewBy = topic.reviewBy ?? usualReviewBy();
  const daysLate = (clock.now().getTime() - reviewBy.getTime()) / day;
  const asks = askedOn.filter((days) => daysLate >= days).length;
  if (asks > topic.reviewAsks && !topic.isOwnerless) {
    const once = `review:${id}:${reviewBy.toISOString()}:${asks}:${topic.reviewReasons.length}`;
    const about = { kind: 'review' as const, topic, once, isOfOthers: true };
    await tellPerson(tx, topic.owner.id, reviewAsked(topic, reviewBy, daysLate), about);
  }

  const set = { reviewBy, reviewAsks: Math.max(asks, topic.reviewAsks) };
  const health = healthAt(reviewBy);
  if (health !== topic.health)
    return recordChange(tx, topic, null, 'topic-health-changed', {}, { ...set, health });
  await tx.update(topics).set(set).where(sql`id = ${id}`);
}
